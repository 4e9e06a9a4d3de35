import { NoSuchRouteError, APIError } from '../../errors/senhasegura-error.js';
import { quoteText } from '../../errors/message-text.js';
import { isJsonArray, isJsonObject, type JsonObject } from '../../values/json-value.js';
import { unexpectedAnswer } from '../answer-fields.js';
import { once, rememberedBy } from '../concurrency.js';
import { pathSegment } from '../input/read-input.js';
import type { IdentifiedItem, ItemReading, ReadItem } from '../item.js';
import type { Vault } from '../vault.js';
import { nearestSentence } from '../nearest-first.js';
import { readApplication } from './authorization.js';
import { type DsmSecret, readDsmSecret, readDsmSecrets } from './dsm-secret.js';

export interface DsmItems {
  readonly read: ReadItem;
  readonly every: () => Promise<readonly IdentifiedItem[]>;
}

/**
 * The secrets of the DevOps Secret Manager (contract section 3). Below `/iso` one request brings all of the authorization's own; a
 * named one that is not among them is looked for in the application's list, which can hold those of other environments. Below `/api`
 * each is asked for, once.
 * @param known the application, where it has been read already
 */
export function createDsmItems(vault: Vault, known?: JsonObject): DsmItems {
  const application = once(() =>
    (known === undefined ? readApplication(vault) : Promise.resolve(known)).then(secretsOf),
  );
  const listed = once(() => listApiSecrets(vault));
  const isoLists = once(() => readIsoLists(vault, application));
  return {
    read: rememberedBy((id) =>
      vault.choose('dsm', {
        iso: async () => findSecret(await isoLists(), id),
        api: () => readApiSecret(vault, id, listed),
      }),
    ),
    every: () =>
      vault.choose('dsm', {
        iso: async () => {
          const lists = await isoLists();
          return (lists.own ?? (await lists.application())).map(toItem);
        },
        api: async () => Promise.all((await listed()).map((secret) => completeApiSecret(vault, secret, listed))),
      }),
  };
}

/** Where to look below `/iso`. */
interface IsoLists {
  /** The authorization's own; `undefined` where the vault has no such route. */
  readonly own: readonly DsmSecret[] | undefined;
  readonly application: () => Promise<readonly DsmSecret[]>;
}

async function readIsoLists(vault: Vault, application: IsoLists['application']): Promise<IsoLists> {
  const path = '/iso/sctm/secret';
  try {
    const { secrets } = await vault.call({ method: 'GET', path, repeat: 'safe' });
    if (!isJsonArray(secrets)) throw unexpectedAnswer('GET', path, 'a list of secrets');
    return { own: readDsmSecrets(secrets), application };
  } catch (error) {
    if (!(error instanceof NoSuchRouteError)) throw error;
    await application();
    return { own: undefined, application };
  }
}

function secretsOf(application: JsonObject): readonly DsmSecret[] {
  const list = application.secrets;
  if (list !== undefined && list !== null && !isJsonArray(list)) {
    throw unexpectedAnswer('GET', '/iso/dapp/application', 'a list of secrets');
  }
  return readDsmSecrets(list);
}

function toItem({ identity, fields, version, expirationDate }: DsmSecret): IdentifiedItem {
  return { id: identity, fields, version, expirationDate };
}

/** In the authorization's own list one identity can stand twice: then a name with two values is a conflict, as between any two. */
async function findSecret({ own, application }: IsoLists, identity: string): Promise<ItemReading> {
  const mine = called(own ?? [], identity);
  const [first] = mine;
  if (first !== undefined) return { kind: 'found', ...toItem(first), fields: mine.flatMap(({ fields }) => fields) };
  const others = own === undefined ? await application() : await whereAllowed(application);
  const [one, ...more] = called(others, identity);
  if (one === undefined) return missing(identity, [...(own ?? []), ...others]);
  if (more.length > 0) {
    const labels = [one, ...more].map(({ label }) => label).join('; ');
    return {
      kind: 'refused',
      why: `the application has ${more.length + 1} secrets with the identity ${quoteText(identity)} (${labels}), perhaps of different environments. Give the authorization access to the one that is meant, or one of them another identity.`,
    };
  }
  const found = { kind: 'found', ...toItem(one) } as const;
  if (own === undefined) return found;
  return {
    ...found,
    notice: `the secret ${quoteText(identity)} is not on the list of this authorization, and was taken from that of its application: it may be of another environment. Give the authorization access to it in the console.`,
  };
}

/** Compared in NFC: a name that was typed is the same name, however its accents are written. */
function called(secrets: readonly DsmSecret[], identity: string): readonly DsmSecret[] {
  const wanted = identity.normalize('NFC');
  return secrets.filter((secret) => secret.identity.normalize('NFC') === wanted);
}

/** The application's list is the second place to look: that there is none, or none for us, is no failure. */
async function whereAllowed(application: IsoLists['application']): Promise<readonly DsmSecret[]> {
  try {
    return await application();
  } catch (error) {
    if (error instanceof APIError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}

function missing(identity: string, secrets: readonly Pick<DsmSecret, 'identity'>[]): ItemReading {
  const nearest = nearestSentence(
    identity,
    secrets.map((secret) => secret.identity),
  );
  const there =
    nearest === '' ? 'The authorization can read no secret at all: add secrets to it in the console.' : nearest;
  return { kind: 'missing', why: `there is no secret with the identity ${quoteText(identity)}. ${there}` };
}

/** What a list below `/api` has; asked for once. */
type ListedSecrets = () => Promise<readonly JsonObject[]>;

/** The seed's form: `GET /api/dsm/secret/{identifier}`. */
async function readApiSecret(vault: Vault, identity: string, listed: ListedSecrets): Promise<ItemReading> {
  const path = `/api/dsm/secret/${pathSegment('the identity', identity)}`;
  try {
    const payload = await vault.call({ method: 'GET', path, repeat: 'safe' });
    const secret = isJsonObject(payload.secret) ? payload.secret : payload;
    if (secret.data === undefined) throw unexpectedAnswer('GET', path, 'a secret');
    return { kind: 'found', ...toItem(readDsmSecret(secret)) };
  } catch (error) {
    const reading = missingSecret(error);
    return (await missingFrom(identity, listed)) ?? reading;
  }
}

/** The names on the list say more than that one is missing; a vault without a list, or that refuses it, leaves it at that. */
async function missingFrom(identity: string, listed: ListedSecrets): Promise<ItemReading | undefined> {
  try {
    return missing(identity, (await listed()).map(readDsmSecret));
  } catch (error) {
    if (error instanceof APIError) return undefined;
    throw error;
  }
}

/** Of a secret that is not there some vaults say code 4, "resource not found"; without a code it is the route. */
function missingSecret(error: unknown): ItemReading {
  const isMissing = error instanceof APIError && error.status === 404;
  if (!isMissing || (error instanceof NoSuchRouteError && error.vaultCode === undefined)) throw error;
  return { kind: 'missing', why: `${error.message} Check the identity, and that the authorization may read it.` };
}

async function listApiSecrets(vault: Vault): Promise<readonly JsonObject[]> {
  const path = '/api/dsm/secret';
  const { secrets } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonArray(secrets)) throw unexpectedAnswer('GET', path, 'a list of secrets');
  return secrets.filter(isJsonObject);
}

/** A list may leave the fields out. */
async function completeApiSecret(vault: Vault, entry: JsonObject, listed: ListedSecrets): Promise<IdentifiedItem> {
  const secret = readDsmSecret(entry);
  if (entry.data !== undefined) return toItem(secret);
  const reading = await readApiSecret(vault, secret.identity, listed);
  const { fields = [], version, expirationDate } = reading.kind === 'found' ? reading : {};
  return { id: secret.identity, fields, version, expirationDate };
}
