import type { Authorization } from '../vault/authorization.js';
import {
  addVersion,
  type Algorithm,
  algorithms,
  decrypt,
  encrypt,
  type EncryptionKey,
} from '../vault/encryption-key.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import {
  exceptionSaying,
  type Failure,
  forbidden,
  missingParameter,
  type Reply,
  resourceNotFound,
  success,
} from '../wire/reply.js';
import { param, textField, type VaultRequest } from '../wire/request.js';

const base = '/sctm/encryption';

/** Encryption as a service (wire contract §6). */
export const encryptionRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'encryption', method: 'GET', path: `${base}/key`, handle: list }),
  ...bothFamilies({ access: 'encryption', method: 'POST', path: `${base}/key`, handle: create }),
  ...bothFamilies({ access: 'encryption', method: 'GET', path: `${base}/key/:id`, handle: withKey(read) }),
  ...bothFamilies({ access: 'encryption', method: 'PUT', path: `${base}/key/:id`, handle: withKey(update) }),
  ...bothFamilies({ access: 'encryption', method: 'DELETE', path: `${base}/key/:id`, handle: withKey(disable) }),
  ...bothFamilies({ access: 'encryption', method: 'POST', path: `${base}/encrypt`, handle: transform(encrypt) }),
  ...bothFamilies({ access: 'encryption', method: 'POST', path: `${base}/decrypt`, handle: transform(decrypt) }),
];

function list(_request: VaultRequest, vault: Vault): Reply {
  const keys = [...vault.encryptionKeys.values()].filter(({ active }) => active);
  return success('Encryption keys loaded successfully', { encryption_keys: keys.map(view) });
}

function create(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const name = textField(request, 'name');
  if (name === undefined) return missingParameter('name');
  const algorithm = algorithmOf(textField(request, 'algorithm') ?? 'aes256-gcm96');
  if (!algorithm) return invalid('algorithm');
  const id = String(vault.encryptionKeys.size + 1);
  const key: EncryptionKey = { id, name, description: '', expirationDate: '', active: true, versions: [] };
  addVersion(key, algorithm);
  describe(key, request);
  vault.encryptionKeys.set(id, key);
  return success('Encryption key created successfully', { id });
}

function withKey(
  handle: (key: EncryptionKey, request: VaultRequest, caller: Authorization) => Reply,
): ModuleRoute['handle'] {
  return (request, vault, caller) => {
    const key = vault.encryptionKeys.get(param(request, 'id'));
    return key ? handle(key, request, caller) : resourceNotFound();
  };
}

function read(key: EncryptionKey): Reply {
  return success('Encryption key loaded successfully', { encryption_key: view(key) });
}

/** Another algorithm makes a new version; what older versions encrypted can still be opened. */
function update(key: EncryptionKey, request: VaultRequest, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const wanted = textField(request, 'algorithm');
  const algorithm = wanted === undefined ? key.versions.at(-1)?.algorithm : algorithmOf(wanted);
  if (!algorithm) return invalid('algorithm');
  if (algorithm !== key.versions.at(-1)?.algorithm) addVersion(key, algorithm);
  describe(key, request);
  return success('Encryption key updated successfully');
}

function disable(key: EncryptionKey, _request: VaultRequest, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  if (!key.active) return exceptionSaying(1017, 'Encryption key inactive');
  key.active = false;
  return success('Encryption key deleted successfully');
}

/** Both directions take `key`, `version`, `value` and answer with `encrypted_value`. */
function transform(act: typeof encrypt): ModuleRoute['handle'] {
  return (request, vault) => {
    const [id, value] = [textField(request, 'key'), textField(request, 'value')];
    if (id === undefined) return missingParameter('key');
    if (value === undefined) return missingParameter('value');
    const key = [...vault.encryptionKeys.values()].find((known) => known.id === id || known.name === id);
    if (!key) return resourceNotFound();
    if (!key.active) return exceptionSaying(1017, 'Encryption key inactive');
    const version = Number(textField(request, 'version') ?? key.versions.length);
    const result = act(key, version, value);
    return result === undefined ? invalid('value or version') : success('Success', { encrypted_value: result });
  };
}

function describe(key: EncryptionKey, request: VaultRequest): void {
  key.name = textField(request, 'name') ?? key.name;
  key.description = textField(request, 'description') ?? key.description;
  key.expirationDate = textField(request, 'expiration_date') ?? key.expirationDate;
}

function view(key: EncryptionKey): Readonly<Record<string, unknown>> {
  const { id, name, description, expirationDate, versions } = key;
  const algorithm = versions.at(-1)?.algorithm;
  return { id, name, description, algorithm, expiration_date: expirationDate, version: String(versions.length) };
}

function algorithmOf(text: string): Algorithm | undefined {
  return (Object.keys(algorithms) as Algorithm[]).find((known) => known === text);
}

function invalid(name: string): Failure {
  return exceptionSaying(1001, `The parameter ${name} is invalid`);
}
