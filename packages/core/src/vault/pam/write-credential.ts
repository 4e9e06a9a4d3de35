import type { JsonObject } from '../../values/json-value.js';
import { field, type FieldTable, filledText, id, name, named, required, tags, text } from '../input/fields.js';
import { checkChanges, checkInput, pathSegment } from '../input/read-input.js';
import { unlessAlreadySo } from '../item.js';
import type { Vault } from '../vault.js';
import { changeByIdentifier, type StoredItem, storedItem } from './written-item.js';

/** A credential of PAM Core (contract section 4, `POST /iso/pam/credential`). Its device must be in the vault already. */
export interface CredentialInput {
  /** Decides which credential is written; the vault makes one up where it is absent. Letters, digits, `-`, `_` and `.` only. */
  readonly identifier?: string;
  readonly username: string;
  readonly hostname: string;
  readonly ip: string;
  readonly password?: string;
  readonly additional?: string;
  readonly tags?: readonly string[];
  /** E.g. `Local User`; the vault makes a type that it does not know. */
  readonly type?: string;
  /** A domain that the vault knows. */
  readonly domain?: string;
  /** Id of the parent credential. */
  readonly parent?: string | number;
}

export const CREDENTIAL_FIELDS: FieldTable<CredentialInput> = {
  identifier: field('identifier', name),
  username: required(field('username', name)),
  hostname: required(field('hostname', name)),
  ip: required(field('ip', name)),
  password: named('content', 'password', filledText),
  additional: named('additional', 'additional_info', text),
  tags: field('tags', tags),
  type: named('credential_type', 'type', name),
  domain: field('domain', name),
  parent: field('parent_password', id),
};

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

/**
 * `PUT /iso/pam/credential/{id}`, or the same below `/api`, where a PUT that brings no field activates too (contract section 4).
 * Safe to repeat.
 * @returns whether it was inactive; `false` where it was active already
 */
export function activateCredential(vault: Vault, id: string | number): Promise<boolean> {
  return switchCredential(vault, 'PUT', id);
}

/**
 * `DELETE /iso/pam/credential/{id}`, or the same below `/api`. Nothing is lost: it can be activated again. Safe to repeat.
 * @returns whether it was active; `false` where it was inactive already
 */
export function deactivateCredential(vault: Vault, id: string | number): Promise<boolean> {
  return switchCredential(vault, 'DELETE', id);
}

async function switchCredential(vault: Vault, method: 'PUT' | 'DELETE', id: string | number): Promise<boolean> {
  const segment = pathSegment('the id of the credential', id);
  const at = (path: string) => vault.call({ method, path: `${path}/${segment}`, repeat: 'safe', acts: true });
  return unlessAlreadySo(
    vault.choose('pam', { iso: () => at('/iso/pam/credential'), api: () => at('/api/pam/credential') }),
  );
}
