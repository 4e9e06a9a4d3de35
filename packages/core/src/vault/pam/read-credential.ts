import { allSettled } from '../all-settled.js';
import { NoSuchRouteError } from '../../errors/no-such-route-error.js';
import type { Field } from '../../values/secret-value.js';
import { itemFields } from '../item-fields.js';
import { isJsonObject } from '../../values/json-value.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault, VaultCall } from '../vault.js';

/** Told right before a request that takes custody goes out, and awaited: what is not sent takes none. */
export type BeforeCustody = () => Promise<void>;

/**
 * Reads a credential by its id, **which takes custody of it** (contract section 4). Below `/api` the credential has no password:
 * there the seed's `/iso/coe/senha` gives it.
 */
export function readCredential(vault: Vault, id: string, beforeSending: BeforeCustody): Promise<readonly Field[]> {
  return vault.choose('pam', {
    iso: () => readIsoCredential(vault, id, beforeSending),
    api: async () => {
      const [metadata, password] = await allSettled([
        readObject(vault, { path: `/api/pam/credential/${id}` }),
        readObject(vault, { path: '/iso/coe/senha', query: { credentialId: id }, beforeSending }),
      ]);
      const secret = new Set(password.map(({ name }) => name));
      return [...password, ...metadata.filter(({ name }) => !secret.has(name))];
    },
  });
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

async function readObject(
  vault: Vault,
  call: Pick<VaultCall, 'path' | 'query' | 'beforeSending'>,
): Promise<readonly Field[]> {
  const { credential } = await vault.call({ method: 'GET', ...call, repeat: 'safe' });
  if (!isJsonObject(credential)) throw unexpectedAnswer('GET', call.path, 'a credential');
  return itemFields(credential);
}
