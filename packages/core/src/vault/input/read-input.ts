import { quoteText } from '../../errors/message-text.js';
import { InputError } from '../../errors/senhasegura-error.js';
import type { JsonObject, JsonValue } from '../../values/json-value.js';
import type { Dialect, FieldTable, InputField, Spelt } from './fields.js';

/**
 * What a program wrote, checked, as the body of a request.
 * @throws {InputError} for a field that the dialect does not know: better than to leave it out in silence
 */
export type WireBody = (dialect: Dialect) => JsonObject;

export interface InputReading {
  readonly body: WireBody;
  readonly problems: readonly string[];
}

/**
 * Reads an input by its table. A field that is `undefined` is absent.
 * @param what names the input in messages, e.g. `credential`
 */
export function readInput<T extends object>(what: string, input: T, table: FieldTable<T>): InputReading {
  const fields = new Map<string, InputField>(Object.entries<InputField>(table));
  const problems: string[] = [];
  const spelt: [name: string, field: InputField, value: Spelt][] = [];
  for (const [name, value] of entriesOf(input)) {
    const described = fields.get(name);
    if (described === undefined) {
      problems.push(`${what}: ${quoteText(name)} is no known field; there are ${[...fields.keys()].join(', ')}.`);
      continue;
    }
    const reading = described.read(value);
    if ('ok' in reading) spelt.push([name, described, reading.ok]);
    else problems.push(`${what}: ${name} ${reading.problem}`);
  }
  const given = new Set(entriesOf(input).map(([name]) => name));
  for (const [name, described] of fields) {
    if (described.required && !given.has(name)) problems.push(`${what}: ${name} is missing.`);
  }
  return { problems, body: (dialect) => bodyFor(what, dialect, spelt) };
}

/** @throws {InputError} every problem at once */
export function checkInput<T extends object>(what: string, input: T, table: FieldTable<T>): WireBody {
  const { body, problems } = readInput(what, input, table);
  if (problems.length > 0) throw new InputError(problems);
  return body;
}

/**
 * Checks changes to an item: any of its fields, one at least.
 * @throws {InputError} every problem at once
 */
export function checkChanges<T extends object>(what: string, changes: Partial<T>, table: FieldTable<T>): WireBody {
  const fields = Object.entries<InputField>(table).map(([name, described]) => [
    name,
    { ...described, required: false },
  ]);
  const optional = Object.fromEntries(fields) as FieldTable<Partial<T>>;
  if (entriesOf(changes).length === 0) throw new InputError(`${what}: there is nothing to change.`);
  return checkInput(what, changes, optional);
}

/** Own fields that are there. What is no object has none. */
function entriesOf(input: object): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(input).filter(([, value]) => value !== undefined);
}

function bodyFor(
  what: string,
  dialect: Dialect,
  spelt: readonly (readonly [name: string, field: InputField, value: Spelt])[],
): JsonObject {
  const problems: string[] = [];
  const members: [string, JsonValue][] = [];
  for (const [name, field, value] of spelt) {
    const wireName = field[dialect];
    if (wireName === undefined)
      problems.push(`${what}: ${name} is not known below /${dialect} of the vault. Leave it out.`);
    else members.push([wireName, value[dialect]]);
  }
  if (problems.length > 0) throw new InputError(problems);
  return Object.fromEntries(members);
}

/**
 * An id or identifier as one segment of a path.
 * @param what names it in messages
 * @throws {InputError} for a text that no segment can be: an empty one, and `.` and `..`, which would name another resource
 */
export function pathSegment(what: string, value: string | number): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '' || text === '.' || text === '..' || !text.isWellFormed()) {
    throw new InputError(`${what} has to be an id or identifier: a text that is not empty, or a number.`);
  }
  return encodeURIComponent(text);
}
