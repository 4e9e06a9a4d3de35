import { NoSuchRouteError, APIError } from '../../errors/senhasegura-error.js';
import type { HttpEffects } from '../../http/http-types.js';
import type { RetryBudget } from '../../http/retry-budget.js';
import { spending } from '../../http/waiting.js';
import { isJsonObject } from '../../values/json-value.js';
import type { Field } from '../../values/secret-value.js';
import { unexpectedAnswer } from '../answer-fields.js';
import { itemFields } from '../item.js';
import type { BeforeSending, Vault, VaultCall } from '../vault.js';

/** Told right before a request that takes custody goes out, and awaited: what is not sent takes none. */
export type BeforeCustody = BeforeSending;

/**
 * Reads a credential by its id, **which takes custody of it** (contract section 4): below `/api` just so as below `/iso`. A vault
 * as the seed has it gives no password there, and has it under the legacy read.
 */
export function readCredential(vault: Vault, id: string, beforeSending: BeforeCustody): Promise<readonly Field[]> {
  return vault.choose('pam', {
    iso: () => readIsoCredential(vault, id, beforeSending),
    api: async () => {
      const fields = await readObject(vault, { path: `/api/pam/credential/${id}`, beforeSending });
      if (fields.some(holdsPassword)) return fields;
      const secret = await readObject(vault, {
        path: '/iso/coe/senha',
        query: { credentialId: id },
        beforeSending,
      });
      const brought = new Set(secret.map(({ name }) => name));
      return [...secret, ...fields.filter(({ name }) => !brought.has(name))];
    },
  });
}

function holdsPassword({ name, value }: Field): boolean {
  return (name === 'password' || name === 'content') && value !== '';
}

/** Old vaults have the read under another name. */
async function readIsoCredential(vault: Vault, id: string, beforeSending: BeforeCustody): Promise<readonly Field[]> {
  try {
    return await readObject(vault, { path: `/iso/pam/credential/${id}`, beforeSending });
  } catch (error) {
    if (!(error instanceof NoSuchRouteError)) throw error;
  }
  return readObject(vault, { path: `/iso/coe/senha/${id}`, beforeSending });
}

/** `credential`, or the legacy read's `senha`, whose password has the object's own name. */
async function readObject(
  vault: Vault,
  call: Pick<VaultCall, 'path' | 'query' | 'beforeSending'>,
): Promise<readonly Field[]> {
  const { credential, senha } = await vault.call({ method: 'GET', ...call, repeat: 'safe' });
  if (isJsonObject(credential)) return itemFields(credential);
  if (!isJsonObject(senha)) throw unexpectedAnswer('GET', call.path, 'a credential');
  return itemFields(senha).map(({ name, value }) => ({ name: name === 'senha' ? 'password' : name, value }));
}

/** "No access to the credential": the vault's answer also while another user has it in custody (contract section 4). */
const NO_ACCESS = 1009;

/** Milliseconds before the first and between later tries. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10_000;

/** How long, and how, a run waits for what another user holds. */
export interface Patience {
  /** Shared with all other repeating of the run (`max-wait`). */
  readonly budget: RetryBudget;
  readonly effects: Pick<HttpEffects, 'sleep' | 'log' | 'onWait'>;
}

/**
 * Reads a credential, and waits while another user has it in custody.
 * @param isListed whether the authorization may read the credential at all: then it is custody that is in the way
 * @throws {APIError} when the budget is spent, with what to do; whatever `read` throws for other reasons
 */
export async function awaitingCustody<T>(
  id: string,
  read: () => Promise<T>,
  isListed: () => Promise<boolean>,
  { budget, effects }: Patience,
): Promise<T> {
  let refusal: APIError;
  try {
    return await read();
  } catch (error) {
    if (!isNoAccess(error) || !(await isListed())) throw error;
    refusal = error;
  }
  return spending(budget, effects, `credential ${id}, which is in the custody of another user`, async () => {
    for (let pause = FIRST_PAUSE; budget.left() > 0; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const wait = Math.min(pause, budget.left());
      effects.log.info(
        `Credential ${id} is in the custody of another user; trying again in ${(wait / 1000).toFixed(1)} s.`,
      );
      await effects.sleep(wait);
      try {
        return await read();
      } catch (error) {
        if (!isNoAccess(error)) throw error;
        refusal = error;
      }
    }
    throw stillHeld(id, refusal);
  });
}

function isNoAccess(error: unknown): error is APIError {
  return error instanceof APIError && error.vaultCode === NO_ACCESS;
}

function stillHeld(id: string, refusal: APIError): APIError {
  const { method, path, status, vaultCode } = refusal;
  return new APIError(
    `${method} ${path} failed: status ${status}, vault code ${NO_ACCESS}. Credential ${id} is on the list of this authorization, but another user has it in custody, and max-wait is spent. Look in the console who holds it and have it released, or raise max-wait.`,
    { method, path, status, vaultCode },
    { cause: refusal },
  );
}
