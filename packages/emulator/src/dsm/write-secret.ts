import { forbidden } from '../auth/restrictions.js';
import { exceptionSaying, missingParameter } from '../server/exceptions.js';
import type { Failure } from '../server/reply.js';
import { textField, textFieldOf, type VaultRequest } from '../server/request.js';
import { extendReach, reaches, type Authorization } from '../vault/authorization.js';
import type { Secret } from '../vault/secret.js';
import type { Vault } from '../vault/vault.js';
import { blocksOf } from './secret-payload.js';

export type Written =
  | { readonly kind: 'written'; readonly secret: Secret; readonly created: boolean }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Creates the secret of an identity, or updates it; absent fields of an existing one stay as they are. */
export function writeSecret(identity: string, request: VaultRequest, vault: Vault, caller: Authorization): Written {
  if (!caller.mayWrite) return { kind: 'refused', failure: forbidden() };
  const existing = vault.secrets.find(identity);
  if (existing && !reaches(caller.secrets, identity)) {
    return { kind: 'refused', failure: exceptionSaying(1001, 'The identifier is in use') };
  }
  const given = request.body.fields.get('data');
  const data = given === undefined ? undefined : blocksOf(given);
  if (given !== undefined && data === undefined) {
    return { kind: 'refused', failure: exceptionSaying(1001, 'The parameter data is invalid') };
  }
  if (!existing && data === undefined) return { kind: 'refused', failure: missingParameter('data') };
  const secret =
    existing ?? vault.secrets.add({ identity, version: '1', engine: 'Generic', expirationDate: '', data: data ?? [] });
  secret.name = textFieldOf(request, 'name', 'secret_name') ?? secret.name;
  secret.engine = textField(request, 'engine') ?? secret.engine;
  secret.expirationDate = textField(request, 'expiration_date') ?? secret.expirationDate;
  secret.data = data ?? secret.data;
  if (existing) secret.version = String(Number(secret.version) + 1 || 2);
  extendReach(caller.secrets, identity);
  return { kind: 'written', secret, created: !existing };
}
