import { forbidden } from '../auth/restrictions.js';
import { exceptionSaying, missingParameter } from '../server/exceptions.js';
import { success, type Reply } from '../server/reply.js';
import { textField, type VaultRequest } from '../server/request.js';
import { bothFamilies, type ModuleRoute } from '../server/route.js';
import { extendReach, type Authorization } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
import { mappedSecrets, type MappedSecret } from './cicd-mapping.js';
import { decodeCicd, parseEnvironment } from './cicd-spelling.js';

/** What one "running belt" registration brought, decoded. */
export interface Registration {
  /** The name of the authorization that sent it. */
  readonly caller: string;
  /** The whole `env`, as it was sent. */
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
  /** The mapping file, or an empty text. */
  readonly mapping: string;
}

/** `POST /iso/cicd/variables`: looks the mapped names up in the environment and stores them as secrets (wire contract §3). */
export const cicdRoutes: readonly ModuleRoute[] = bothFamilies({
  access: 'dsm',
  method: 'POST',
  path: '/cicd/variables',
  handle: registerVariables,
});

function registerVariables(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const env = textField(request, 'env');
  if (env === undefined) return missingParameter('env');
  const text = decodeCicd(env);
  const mapping = decodeCicd(textField(request, 'map') ?? '');
  if (text === undefined) return exceptionSaying(1001, 'The parameter env is invalid');
  const variables = parseEnvironment(text);
  const secrets = mapping === '' ? [] : mappedSecrets(mapping ?? '', variables);
  if (mapping === undefined || secrets === undefined) return exceptionSaying(1001, 'The parameter map is invalid');
  vault.registrations.push({ caller: caller.name, text, variables, mapping });
  for (const secret of secrets) store(secret, vault, caller);
  return success('Variables registered');
}

/** The block takes the place of the one with the same fields; other blocks of the secret stay. */
function store({ identity, block }: MappedSecret, vault: Vault, caller: Authorization): void {
  const existing = vault.secrets.find(identity);
  if (existing) {
    const others = [existing.data].flat().filter((other) => namesOf(other) !== namesOf(block));
    existing.data = [...others, block];
  } else {
    vault.secrets.add({ identity, version: '1', engine: 'Generic', expirationDate: '', data: [block] });
  }
  extendReach(caller.secrets, identity);
}

function namesOf(block: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.keys(block).sort());
}
