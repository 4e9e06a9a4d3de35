import { allSettled } from '../../all-settled.js';
import { NoSuchRouteError } from '../../errors/no-such-route-error.js';
import type { Field } from '../../fetch/secret-value.js';
import { itemFields } from '../item-fields.js';
import { isJsonObject } from '../json-value.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault } from '../vault.js';

/**
 * Reads a credential by its id, **which takes custody of it** (contract section 4). Below `/api` the credential has no password:
 * there the seed's `/iso/coe/senha` gives it.
 */
export function readCredential(vault: Vault, id: string): Promise<readonly Field[]> {
  return vault.choose('pam', {
    iso: () => readIsoCredential(vault, id),
    api: async () => {
      const [metadata, password] = await allSettled([
        readObject(vault, `/api/pam/credential/${id}`),
        readObject(vault, '/iso/coe/senha', { credentialId: id }),
      ]);
      const secret = new Set(password.map(({ name }) => name));
      return [...password, ...metadata.filter(({ name }) => !secret.has(name))];
    },
  });
}

/** Old vaults have the read under another name. */
async function readIsoCredential(vault: Vault, id: string): Promise<readonly Field[]> {
  try {
    return await readObject(vault, `/iso/pam/credential/${id}`);
  } catch (error) {
    if (!(error instanceof NoSuchRouteError)) throw error;
  }
  return readObject(vault, `/iso/coe/senha/${id}`);
}

async function readObject(
  vault: Vault,
  path: string,
  query?: Readonly<Record<string, string>>,
): Promise<readonly Field[]> {
  const { credential } = await vault.call({ method: 'GET', path, query, repeat: 'safe' });
  if (!isJsonObject(credential)) throw unexpectedAnswer('GET', path, 'a credential');
  return itemFields(credential);
}
