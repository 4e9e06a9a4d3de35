import { NoSuchRouteError } from '../../errors/no-such-route-error.js';
import { namesShown, quoteText } from '../../errors/quote-text.js';
import { APIError } from '../../errors/senhasegura-error.js';
import { isJsonArray, isJsonObject, type JsonObject } from '../../values/json-value.js';
import { unexpectedAnswer } from '../answer-fields.js';
import { once } from '../concurrency.js';
import { pathSegment } from '../input/read-input.js';
import type { IdentifiedItem, ItemReading, ReadItem } from '../item.js';
import type { Vault } from '../vault.js';
import { readApplication } from './authorization.js';
import { type DsmSecret, readDsmSecret, readDsmSecrets } from './dsm-secret.js';

export interface DsmItems {
  readonly read: ReadItem;
  readonly every: () => Promise<readonly IdentifiedItem[]>;
}

/**
 * The secrets of the DevOps Secret Manager. Below `/iso` one request brings them all; below `/api` each is asked for.
 * @param known the application, where it has been read already
 */
export function createDsmItems(vault: Vault, known?: JsonObject): DsmItems {
  const isoSecrets = once(() => (known === undefined ? readIsoSecrets(vault) : Promise.resolve(secretsOf(known))));
  const apiSecret = (id: string): Promise<ItemReading> => readApiSecret(vault, id);
  return {
    read: (id) =>
      vault.choose('dsm', { iso: async () => findSecret(await isoSecrets(), id), api: () => apiSecret(id) }),
    every: () =>
      vault.choose('dsm', {
        iso: async () => (await isoSecrets()).map(toItem),
        api: () => readApiSecrets(vault),
      }),
  };
}

function toItem({ identity, fields }: DsmSecret): IdentifiedItem {
  return { id: identity, fields };
}

/** The application first: it is the older route, and every vault with DSM has it. The list of secrets is for the others. */
async function readIsoSecrets(vault: Vault): Promise<readonly DsmSecret[]> {
  try {
    return secretsOf(await readApplication(vault));
  } catch (error) {
    if (!(error instanceof NoSuchRouteError)) throw error;
    const path = '/iso/sctm/secret';
    const { secrets } = await vault.call({ method: 'GET', path, repeat: 'safe' });
    if (!isJsonArray(secrets)) throw unexpectedAnswer('GET', path, 'a list of secrets');
    return readDsmSecrets(secrets);
  }
}

function secretsOf(application: JsonObject): readonly DsmSecret[] {
  const list = application.secrets;
  if (list !== undefined && list !== null && !isJsonArray(list)) {
    throw unexpectedAnswer('GET', '/iso/dapp/application', 'a list of secrets');
  }
  return readDsmSecrets(list);
}

/** One identity can stand there twice: then its fields are those of both, and a name with two values is a conflict. */
function findSecret(secrets: readonly DsmSecret[], identity: string): ItemReading {
  const found = secrets.filter((secret) => secret.identity === identity);
  if (found.length > 0) return { kind: 'found', fields: found.flatMap(({ fields }) => fields) };
  const there =
    secrets.length === 0
      ? 'The authorization can read no secret at all: add secrets to it in the console'
      : `The authorization can read ${namesShown(secrets.map((secret) => secret.identity))}`;
  return { kind: 'missing', why: `there is no secret with the identity ${quoteText(identity)}. ${there}.` };
}

/** The seed's form: `GET /api/dsm/secret/{identifier}`. */
async function readApiSecret(vault: Vault, identity: string): Promise<ItemReading> {
  const path = `/api/dsm/secret/${pathSegment('the identity', identity)}`;
  try {
    const payload = await vault.call({ method: 'GET', path, repeat: 'safe' });
    const secret = isJsonObject(payload.secret) ? payload.secret : payload;
    if (secret.data === undefined) throw unexpectedAnswer('GET', path, 'a secret');
    return { kind: 'found', fields: readDsmSecret(secret).fields };
  } catch (error) {
    return missingSecret(error);
  }
}

/** Of a secret that is not there some vaults say code 4, "resource not found"; without a code it is the route. */
function missingSecret(error: unknown): ItemReading {
  const isMissing = error instanceof APIError && error.status === 404;
  if (!isMissing || (error instanceof NoSuchRouteError && error.vaultCode === undefined)) throw error;
  return { kind: 'missing', why: `${error.message} Check the identity, and that the authorization may read it.` };
}

async function readApiSecrets(vault: Vault): Promise<readonly IdentifiedItem[]> {
  const path = '/api/dsm/secret';
  const { secrets } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonArray(secrets)) throw unexpectedAnswer('GET', path, 'a list of secrets');
  return Promise.all(secrets.filter(isJsonObject).map((secret) => completeApiSecret(vault, secret)));
}

/** A list may leave the fields out. */
async function completeApiSecret(vault: Vault, listed: JsonObject): Promise<IdentifiedItem> {
  const secret = readDsmSecret(listed);
  if (listed.data !== undefined) return toItem(secret);
  const reading = await readApiSecret(vault, secret.identity);
  return { id: secret.identity, fields: reading.kind === 'found' ? reading.fields : [] };
}
