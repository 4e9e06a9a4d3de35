import { type Authorization, extendReach, reaches } from '../vault/authorization.js';
import { ensureDevice, freshIdentifier, type SshKey } from '../vault/pam-state.js';
import type { Vault } from '../vault/vault.js';
import { exception, exceptionSaying, type Failure, forbidden, noAccess, type Reply, success } from '../wire/reply.js';
import { listField, textField, textFieldOf, type VaultRequest } from '../wire/request.js';

/**
 * `POST /pam/key` and the seed's `POST /api/pam/sshkey`; the identifier decides which key. "It's not necessary to include
 * parameters you don't want to update", says the vendor's page (wire contract §4).
 */
export function createOrUpdateKey(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const { pam } = vault;
  const identifier = textField(request, 'identifier');
  const existing = [...pam.sshKeys.values()].find((key) => identifier !== undefined && key.identifier === identifier);
  const problem = existing ? undefined : missingPart(request);
  if (problem) return problem;
  if (identifier !== undefined && [...pam.credentials.values()].some((known) => known.identifier === identifier)) {
    return exceptionSaying(1001, 'The identifier is in use');
  }
  if (existing && !reaches(caller.credentials, existing.id)) return noAccess();
  const key = existing ?? emptyKey(pam.freeId(), identifier ?? freshIdentifier());
  const errors = change(key, request, vault);
  pam.sshKeys.set(key.id, key);
  ensureDevice(pam, key);
  extendReach(caller.credentials, key.id);
  return answerWith(key, errors, existing ? 'Key updated' : 'Key created', 201);
}

/** The seed's `PUT /api/pam/sshkey/{id}`. */
export function updateKey(key: SshKey, request: VaultRequest, vault: Vault): Reply {
  return answerWith(key, change(key, request, vault), 'Key updated', 200);
}

/** The seed's form has no address, so only the vendor's asks for one. */
function missingPart(request: VaultRequest): Failure | undefined {
  if (textField(request, 'hostname') === undefined) return exception(1004);
  if (!request.path.endsWith('/sshkey') && textField(request, 'ip') === undefined) {
    return exceptionSaying(1005, 'IP is missing');
  }
  if (textField(request, 'public_key') === undefined) return exception(1013);
  return textField(request, 'private_key') === undefined ? exception(1014) : undefined;
}

function emptyKey(id: string, identifier: string): SshKey {
  return {
    ...{ id, identifier, keyName: '', username: 'usr', hostname: '', ip: '', kind: 'ed25519', passphrase: null },
    lineEnds: 'lf',
    ...{ privateKey: '', publicKey: '', devices: [], tags: [], active: true, rotations: 0 },
  };
}

/** Takes over what the request brings; gives the host names that are no registered device. */
function change(key: SshKey, request: VaultRequest, vault: Vault): string[] {
  key.keyName = textField(request, 'key_name') ?? key.keyName;
  key.username = textField(request, 'username') ?? key.username;
  key.hostname = textField(request, 'hostname') ?? key.hostname;
  key.ip = textField(request, 'ip') ?? key.ip;
  key.publicKey = textField(request, 'public_key') ?? key.publicKey;
  key.privateKey = textField(request, 'private_key') ?? key.privateKey;
  key.passphrase = textFieldOf(request, 'password', 'passphrase') ?? key.passphrase;
  const enabled = textField(request, 'enabled');
  if (enabled !== undefined) key.active = enabled === 'true' || enabled === '1';
  if (request.body.fields.has('tags')) key.tags = listField(request, 'tags');
  const wanted = hostnamesOf(request.body.fields.get('devices'));
  if (wanted === undefined) return [];
  const known = [...vault.pam.devices.values()];
  key.devices = known.filter(({ hostname }) => wanted.includes(hostname)).map(({ hostname, ip }) => ({ hostname, ip }));
  return wanted.filter((hostname) => !known.some((device) => device.hostname === hostname));
}

function hostnamesOf(devices: unknown): string[] | undefined {
  if (!Array.isArray(devices)) return undefined;
  return devices.flatMap((device: unknown) =>
    typeof device === 'object' && device !== null && 'hostname' in device ? [String(device.hostname)] : [],
  );
}

function answerWith(key: SshKey, errors: readonly string[], message: string, status: number): Reply {
  const { id, identifier, devices } = key;
  const devicesError = errors.map((hostname) => ({ hostname, message: '1011: Device not found' }));
  return success(message, { key: { id, tag: identifier, devices, devices_error: devicesError } }, { status });
}
