import { seal } from '../auth/seal.js';
import type { Authorization } from '../vault/authorization.js';
import type { Credential, PamState, SshKey } from './pam-state.js';

/** A line of the credential list (wire contract §4). SSH keys are listed too. */
export function listedCredential(item: Credential | SshKey): Readonly<Record<string, unknown>> {
  const isKey = 'privateKey' in item;
  const type = isKey ? 'SSH Key' : item.type;
  return {
    ...{ id: item.id, identifier: item.identifier, username: item.username, hostname: item.hostname },
    ...{ management_ip: item.ip, ip: item.ip, type, type_code: isKey ? '7' : '1' },
    expiration: isKey ? null : item.expiration,
    ...{ change: '1', view: '1', automatic_change: '0', connectivity: 'SSH' },
    ...{ device_model: isKey ? null : item.model, device_type: 'Server', device_vendor: 'Emulator' },
  };
}

/** A credential with its password; the same text is in `password` and `content`. */
export function readCredential(
  item: Credential,
  caller: Authorization,
  pam: PamState,
): Readonly<Record<string, unknown>> {
  const password = seal(caller, item.password);
  const parent = item.parent === undefined ? undefined : pam.credentials.get(item.parent);
  return {
    id: item.id,
    tag: item.identifier,
    username: seal(caller, item.username, 'plain'),
    ...{ password, content: password },
    hostname: seal(caller, item.hostname, 'plain'),
    parent_credential_cod: item.parent ?? null,
    parent_credential: parent ? `${parent.username}@${parent.hostname}` : null,
    additional: seal(caller, item.additional),
    domain: item.domain,
    ip: seal(caller, item.ip, 'plain'),
    port: item.port,
    model: item.model,
    expiration_time: item.expiration,
  };
}
