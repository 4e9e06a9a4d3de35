import { quoteText } from '../errors/message-text.js';
import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from '../values/json-value.js';

/** The blocks of a mapping file, and what an entry's fields are called there (contract section 3). */
export const BLOCKS = {
  access_keys: { keys: ['name', 'type', 'fields'], fields: ['access_key_id', 'secret_access_key'] },
  credentials: { keys: ['name', 'fields'], fields: ['user', 'password', 'host'] },
  key_value: { keys: ['name', 'fields'], fields: undefined },
} as const;

export type Block = keyof typeof BLOCKS;

const TYPES: readonly string[] = ['aws', 'azure', 'gcp'];
/** A host can go without saying; half of a pair of credentials cannot. */
const OPTIONAL: ReadonlySet<string> = new Set(['host']);
/** In a line `NAME=value` a name ends at the first `=`; white space and what no log shows is a slip. */
const VARIABLE = /^[^=\p{C}\p{Z}]{1,255}$/u;
const ENTRY_NAME = /^(?=.*\S)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;

export interface EntryReading {
  /** The entry's name, where it has a good one. */
  readonly name?: string;
  readonly variables: readonly string[];
  /** What is wrong, each to be put behind the entry's place. */
  readonly problems: readonly string[];
}

/** Reads one entry of a block: every leaf is the name of a variable. */
export function readEntry(block: Block, entry: JsonValue): EntryReading {
  if (!isJsonObject(entry)) return { variables: [], problems: ['has to be an object with `name` and `fields`.'] };
  const { keys, fields } = BLOCKS[block];
  const leaves = fields === undefined ? readList(entry.fields) : readFields(entry.fields, fields);
  const twice = leaves.variables.filter((variable, index, all) => all.indexOf(variable) !== index);
  return {
    ...(isName(entry.name) ? { name: entry.name } : {}),
    variables: leaves.variables,
    problems: [
      ...unknownKeys(entry, keys),
      ...(isName(entry.name) ? [] : ['`name` has to be a text that is not empty and on one line.']),
      ...(block === 'access_keys' && !isCloud(entry.type) ? ['`type` has to be "aws", "azure" or "gcp".'] : []),
      ...leaves.problems,
      ...[...new Set(twice)].map((variable) => `the variable ${quoteText(variable)} is named twice.`),
    ],
  };
}

export function unknownKeys(object: JsonObject, known: readonly string[]): readonly string[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => `${quoteText(key)} is no known key; there are ${known.join(', ')}.`);
}

type Leaves = Pick<EntryReading, 'variables' | 'problems'>;

function readFields(value: JsonValue | undefined, known: readonly string[]): Leaves {
  if (!isJsonObject(value)) {
    return { variables: [], problems: ['`fields` has to be an object that names a variable for each field.'] };
  }
  const missing = known.filter((field) => !OPTIONAL.has(field) && !Object.hasOwn(value, field));
  const there = known.filter((field) => Object.hasOwn(value, field));
  const leaves = readLeaves(there.map((field) => [`the field \`${field}\``, value[field]]));
  return {
    variables: leaves.variables,
    problems: [
      ...unknownKeys(value, known),
      ...missing.map((field) => `the field \`${field}\` is missing.`),
      ...leaves.problems,
    ],
  };
}

function readList(value: JsonValue | undefined): Leaves {
  if (!isJsonArray(value) || value.length === 0) {
    return { variables: [], problems: ['`fields` has to be a list of at least one variable.'] };
  }
  return readLeaves(value.map((leaf, index) => [`number ${index + 1} of \`fields\``, leaf]));
}

function readLeaves(leaves: readonly (readonly [what: string, leaf: JsonValue | undefined])[]): Leaves {
  const bad = leaves.filter(([, leaf]) => !isVariable(leaf));
  return {
    variables: leaves.map(([, leaf]) => leaf).filter(isVariable),
    problems: bad.map(
      ([what]) => `${what} has to be the name of a variable: a text without \`=\`, white space and control characters.`,
    ),
  };
}

/** Without case, as the vendor's CLI takes it. */
function isCloud(type: JsonValue | undefined): boolean {
  return typeof type === 'string' && TYPES.includes(type.toLowerCase());
}

export function isVariable(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && VARIABLE.test(value);
}

function isName(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && ENTRY_NAME.test(value);
}
