import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import type { Block } from '../data/schema.js';
import type { Authorization } from '../vault/authorization.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { exceptionSaying, forbidden, missingParameter, type Reply, success } from '../wire/reply.js';
import { textField, type VaultRequest } from '../wire/request.js';
import { readableSecrets } from './secret-view.js';
import { addSecret } from './write-secret.js';

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

/**
 * Stores what was found. A belt runs again and again after its variables have left the CI system: what is mapped but not
 * in `env` is skipped, and what was stored stays (wire contract §3).
 */
function store({ identity, block }: MappedSecret, vault: Vault, caller: Authorization): void {
  const names = Object.keys(block);
  if (names.length === 0) return;
  const existing = readableSecrets(vault, caller).find((secret) => secret.identity === identity);
  if (!existing) {
    addSecret(identity, [block], vault, caller);
    return;
  }
  const blocks = [existing.data].flat();
  const same = blocks.find((known) => names.some((name) => Object.hasOwn(known, name)));
  existing.data = same ? blocks.map((known) => (known === same ? { ...known, ...block } : known)) : [...blocks, block];
}

const name = v.pipe(v.string(), v.nonEmpty());
const variable = v.pipe(v.string(), v.nonEmpty());
const entries = (fields: v.GenericSchema<unknown, Record<string, string>>) =>
  v.optional(v.array(v.object({ name, fields })), []);

/** The mapping file: every leaf is the name of a variable (wire contract §3). */
const mappingSchema = v.object({
  access_keys: entries(v.object({ access_key_id: variable, secret_access_key: variable })),
  credentials: entries(v.record(v.string(), variable)),
  key_value: v.optional(v.array(v.object({ name, fields: v.array(variable) })), []),
});

/** A secret that the mapping asks for: its identity and one block of `VARIABLE: value`. */
interface MappedSecret {
  readonly identity: string;
  readonly block: Block;
}

/** The secrets that a mapping makes of an environment; names that the environment lacks are left out. Undefined: no mapping. */
function mappedSecrets(mapping: string, env: ReadonlyMap<string, string>): MappedSecret[] | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.rawTransform(parseJson), mappingSchema), mapping);
  if (!parsed.success) return undefined;
  const { access_keys: accessKeys, credentials, key_value: keyValue } = parsed.output;
  const named = [
    ...[...accessKeys, ...credentials].map(({ name: identity, fields }) => ({
      identity,
      variables: Object.values(fields),
    })),
    ...keyValue.map(({ name: identity, fields }) => ({ identity, variables: fields })),
  ];
  return named.map(({ identity, variables }) => ({ identity, block: blockOf(variables, env) }));
}

function blockOf(variables: readonly string[], env: ReadonlyMap<string, string>): Block {
  const found = variables.flatMap((wanted): [string, string][] => {
    const value = env.get(wanted);
    return value === undefined ? [] : [[wanted, value]];
  });
  return Object.fromEntries(found);
}

function parseJson({ dataset, addIssue, NEVER }: v.RawTransformContext<string>): unknown {
  try {
    const value: unknown = JSON.parse(dataset.value);
    if (!Array.isArray(value)) return value;
  } catch {
    // Reported below, like a list: neither is a mapping.
  }
  addIssue({ message: 'must be a JSON object' });
  return NEVER;
}

/**
 * Decodes the base64 spelling of `POST /iso/cicd/variables`: `+`, `/`, `=` are written `-`, `_`, `,` (wire contract §3).
 * Undefined when the text is not such base64 of UTF-8, or not padded.
 */
export function decodeCicd(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9_-]*,{0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text.replaceAll(',', ''), 'base64url');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads `NAME=value` lines; the first `=` ends the name, and a line without one belongs to nothing. */
export function parseEnvironment(text: string): Map<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0) variables.set(line.slice(0, equals), line.slice(equals + 1));
  }
  return variables;
}
