import * as v from 'valibot';
import type { Block } from '../data/secret-schema.js';

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
export interface MappedSecret {
  readonly identity: string;
  readonly block: Block;
}

/** The secrets that a mapping makes of an environment; names that the environment lacks are left out. Undefined: no mapping. */
export function mappedSecrets(mapping: string, env: ReadonlyMap<string, string>): MappedSecret[] | undefined {
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
