import type { Payload } from '../../http/envelope.js';
import { isJsonArray, isJsonObject, type JsonObject } from '../../values/json-value.js';
import { textAt } from '../answer-fields.js';
import {
  field,
  type FieldTable,
  filledText,
  flag,
  hosts,
  name,
  named,
  required,
  tags,
  whole,
} from '../input/fields.js';
import { checkChanges, checkInput, pathSegment } from '../input/read-input.js';
import { unlessAlreadySo } from '../item.js';
import { firstRoute, type Vault } from '../vault.js';
import { changeByIdentifier, type StoredItem, storedItem } from './written-item.js';

/** An SSH key of PAM Core (contract section 4, `POST /iso/pam/key`). Its device must be in the vault already. */
export interface SshKeyInput {
  /** Decides which key is written; the vault makes one up where it is absent. */
  readonly identifier?: string;
  readonly username: string;
  readonly hostname: string;
  /** Needed below `/iso`. */
  readonly ip?: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly keyName?: string;
  readonly passphrase?: string;
  readonly tags?: readonly string[];
  /** Known below `/iso` alone. */
  readonly enabled?: boolean;
  /** Host names of the devices that accept the key. */
  readonly devices?: readonly string[];
  /** Known below `/api` alone [seed]. */
  readonly autoRotate?: boolean;
  /** Days between rotations; known below `/api` alone [seed]. */
  readonly rotationDays?: number;
}

export const SSH_KEY_FIELDS: FieldTable<SshKeyInput> = {
  identifier: field('identifier', name),
  username: required(field('username', name)),
  hostname: required(field('hostname', name)),
  ip: field('ip', name),
  publicKey: required(field('public_key', filledText)),
  privateKey: required(field('private_key', filledText)),
  keyName: field('key_name', name),
  passphrase: named('password', 'passphrase', filledText),
  tags: field('tags', tags),
  enabled: named('enabled', undefined, flag),
  devices: field('devices', hosts),
  autoRotate: named(undefined, 'auto_rotate', flag),
  rotationDays: named(undefined, 'rotation_days', whole(1, 3650)),
};

export interface StoredSshKey extends StoredItem {
  /** Host names of `devices` that the vault does not know: the key was stored without them. */
  readonly unknownDevices: readonly string[];
}

/**
 * Registers an SSH key, or writes the one that has its identifier: `POST /iso/pam/key`, the same below `/api`, or the seed's
 * `POST /api/pam/sshkey` (contract section 4). Repeated after a lost answer only in the vendor's form with an identifier, as
 * `saveCredential`.
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function saveSshKey(vault: Vault, input: SshKeyInput): Promise<StoredSshKey> {
  const body = checkInput('SSH key', input, SSH_KEY_FIELDS);
  return vault.choose('ssh', {
    iso: async () => postKey(vault, '/iso/pam/key', body('iso')),
    api: () => {
      const seeds = async (): Promise<StoredSshKey> => {
        const path = '/api/pam/sshkey';
        const payload = await vault.call({ method: 'POST', path, json: body('api'), repeat: 'only-before-acting' });
        return storedKey(payload, 'POST', path);
      };
      return isSeeds(input) ? seeds() : firstRoute(async () => postKey(vault, '/api/pam/key', body('iso')), seeds);
    },
  });
}

/**
 * Changes fields of an SSH key, and only those: the vendor's write names the key by its identifier, and by user name, host name and
 * address, which are taken from the list; the seed has `PUT /api/pam/sshkey/{id}`. Safe to repeat.
 * @throws {InputError} every problem of the changes, and a key that the list does not have; else as `saveSshKey`
 */
export async function updateSshKey(
  vault: Vault,
  id: string | number,
  changes: Partial<SshKeyInput>,
): Promise<StoredSshKey> {
  const body = checkChanges('SSH key', changes, SSH_KEY_FIELDS);
  const segment = pathSegment('the id of the SSH key', id);
  const vendors = async (path: string): Promise<StoredSshKey> =>
    postKey(vault, path, await changeByIdentifier(vault, 'SSH key', String(id), body('iso')));
  return vault.choose('ssh', {
    iso: () => vendors('/iso/pam/key'),
    api: () => {
      const seeds = async (): Promise<StoredSshKey> => {
        const path = `/api/pam/sshkey/${segment}`;
        const payload = await vault.call({ method: 'PUT', path, json: body('api'), repeat: 'safe' });
        return storedKey(payload, 'PUT', path);
      };
      return isSeeds(changes) ? seeds() : firstRoute(() => vendors('/api/pam/key'), seeds);
    },
  });
}

/** Whether it has what the seed's form alone can say. */
function isSeeds({ autoRotate, rotationDays }: Partial<SshKeyInput>): boolean {
  return autoRotate !== undefined || rotationDays !== undefined;
}

async function postKey(vault: Vault, path: string, json: JsonObject): Promise<StoredSshKey> {
  const repeat = json.identifier === undefined ? 'only-before-acting' : 'safe';
  return storedKey(await vault.call({ method: 'POST', path, json, repeat }), 'POST', path);
}

function storedKey(payload: Payload, method: string, path: string): StoredSshKey {
  const key = [payload.key, payload.sshkey, payload.ssh_key].find(isJsonObject);
  const failed = isJsonArray(key?.devices_error) ? key.devices_error : [];
  const unknownDevices = failed.filter(isJsonObject).flatMap((device) => textAt(device, 'hostname') ?? []);
  return { ...storedItem(key, method, path), unknownDevices };
}

/**
 * `PUT /iso/pam/key/{id}`, or the same below `/api` (contract section 4). Safe to repeat.
 * @returns whether it was inactive; `false` where it was active already
 */
export function activateSshKey(vault: Vault, id: string | number): Promise<boolean> {
  return switchKey(vault, 'PUT', id);
}

/**
 * `DELETE /iso/pam/key/{id}`, or the same below `/api`. Nothing is lost: it can be activated again. Safe to repeat.
 * @returns whether it was active; `false` where it was inactive already
 */
export function deactivateSshKey(vault: Vault, id: string | number): Promise<boolean> {
  return switchKey(vault, 'DELETE', id);
}

async function switchKey(vault: Vault, method: 'PUT' | 'DELETE', id: string | number): Promise<boolean> {
  const segment = pathSegment('the id of the SSH key', id);
  const at = (path: string) => vault.call({ method, path: `${path}/${segment}`, repeat: 'safe', acts: true });
  return unlessAlreadySo(vault.choose('ssh', { iso: () => at('/iso/pam/key'), api: () => at('/api/pam/key') }));
}

/** `POST /api/pam/sshkey/{id}/rotate` [seed]. Asked once: a repeated rotation would make a second key. */
export async function rotateSshKey(vault: Vault, id: string): Promise<void> {
  await vault.call({
    method: 'POST',
    path: `/api/pam/sshkey/${pathSegment('the key', id)}/rotate`,
    repeat: 'only-before-acting',
    acts: true,
  });
}
