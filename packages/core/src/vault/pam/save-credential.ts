import { pathSegment } from '../input/path-segment.js';
import { checkChanges, checkInput } from '../input/read-input.js';
import type { JsonObject } from '../../values/json-value.js';
import type { Vault } from '../vault.js';
import { changeByIdentifier } from './change-by-identifier.js';
import { CREDENTIAL_FIELDS, type CredentialInput } from './credential-input.js';
import { type StoredItem, storedItem } from './stored-item.js';

/**
 * Creates a credential, or writes the one that has its identifier: `POST /iso/pam/credential`, or the seed's
 * `POST /api/pam/credential` (contract section 4). Repeated after a lost answer only below `/iso` with an identifier: then the
 * same credential gets the same content again. In every other case a second credential could come of it.
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function saveCredential(vault: Vault, input: CredentialInput): Promise<StoredItem> {
  const body = checkInput('credential', input, CREDENTIAL_FIELDS);
  return vault.choose('pam', {
    iso: () => postIso(vault, body('iso')),
    api: async () => {
      const path = '/api/pam/credential';
      const json = body('api');
      const { credential } = await vault.call({ method: 'POST', path, json, repeat: 'only-before-acting' });
      return storedItem(credential, 'POST', path);
    },
  });
}

/**
 * Changes fields of a credential: the seed's `PUT /api/pam/credential/{id}`. Below `/iso` a write names the credential by its
 * identifier and must bring user name, host name and address along: they are taken from the list. Safe to repeat.
 * @throws {InputError} every problem of the changes, and a credential that the list does not have; else as `saveCredential`
 */
export async function updateCredential(
  vault: Vault,
  id: string | number,
  changes: Partial<CredentialInput>,
): Promise<StoredItem> {
  const body = checkChanges('credential', changes, CREDENTIAL_FIELDS);
  const segment = pathSegment('the id of the credential', id);
  return vault.choose('pam', {
    iso: async () => postIso(vault, await changeByIdentifier(vault, 'credential', String(id), body('iso'))),
    api: async () => {
      const path = `/api/pam/credential/${segment}`;
      const { credential } = await vault.call({ method: 'PUT', path, json: body('api'), repeat: 'safe' });
      return storedItem(credential, 'PUT', path);
    },
  });
}

async function postIso(vault: Vault, json: JsonObject): Promise<StoredItem> {
  const path = '/iso/pam/credential';
  const repeat = json.identifier === undefined ? 'only-before-acting' : 'safe';
  const { credential } = await vault.call({ method: 'POST', path, json, repeat });
  return storedItem(credential, 'POST', path);
}
