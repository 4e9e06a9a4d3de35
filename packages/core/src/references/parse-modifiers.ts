import { parsePointer } from '../values/json-pointer.js';
import { quoteText, suggestion } from '../errors/message-text.js';
import { type Reading, trimmed, WHITE_SPACE } from '../values/reading.js';
import type { LeafMask, Modifiers } from './selection.js';

/** Before each modifier. */
export const MODIFIER_MARK = new RegExp(String.raw`(?<=${WHITE_SPACE})\|(?=${WHITE_SPACE})`, 'u');

const FLAGS = ['optional', 'nomask', 'base64', 'one-time'] as const;
type Flag = (typeof FLAGS)[number];
const VALUED = ['json', 'as', 'mask'] as const;
type Valued = (typeof VALUED)[number];

const WORDS = [...FLAGS, 'json=/pointer', 'as=base64', 'mask=all', 'mask=/pointer'];

/** One modifier as it was written: `value` is what follows the `=`. */
type Modifier = { readonly key: Flag } | { readonly key: Valued; readonly value: string };

/** What a word needs after its `=`. */
const VALUE_OF: Readonly<Record<Valued, string>> = {
  json: 'json needs a pointer: write json=/name',
  as: 'as needs an encoding: write as=base64',
  mask: 'mask needs what is to be masked: write mask=/name, or mask=all',
};

const isFlag = (word: string): word is Flag => FLAGS.some((flag) => flag === word);
const isValued = (word: string): word is Valued => VALUED.some((valued) => valued === word);

function valueProblem(key: Valued, value: string): string | undefined {
  if (key === 'as') {
    return value === 'base64' ? undefined : `unknown encoding ${quoteText(value)}: base64 is the only one`;
  }
  if (key === 'mask' && (value === 'all' || value === '')) return value === '' ? VALUE_OF.mask : undefined;
  if (parsePointer(value) !== undefined) return undefined;
  const advice = 'begin with "/", and write "~" as "~0" and "/" in a name as "~1" (RFC 6901)';
  return `${key}=${quoteText(value)} is no JSON pointer: ${advice}`;
}

function parseModifier(word: string): Reading<Modifier> {
  if (isFlag(word)) return { ok: { key: word } };
  if (word === '') return { problem: 'a modifier is missing after "|"' };
  const equals = word.indexOf('=');
  const key = equals < 0 ? word.toLowerCase() : word.slice(0, equals);
  if (!isValued(key)) return { problem: `unknown modifier ${quoteText(word)}${suggestion(word, WORDS)}` };
  if (equals < 0) return { problem: VALUE_OF[key] };
  const value = trimmed(word.slice(equals + 1));
  const problem = valueProblem(key, value);
  return problem === undefined ? { ok: { key, value } } : { problem };
}

function parseMasks(values: readonly string[]): Reading<LeafMask | undefined> {
  if (values.length === 0) return { ok: undefined };
  if (!values.includes('all')) {
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) return { problem: `mask=${quoteText(twice)} is written twice: write it once` };
    return { ok: Object.freeze({ kind: 'pointers', pointers: Object.freeze(values) }) };
  }
  return values.length === 1
    ? { ok: Object.freeze({ kind: 'all' }) }
    : { problem: 'mask=all is everything already: remove the other masks' };
}

/** Reads the modifiers of a line, in any order, each at most once but `mask=/pointer` (design section 2). */
export function parseModifiers(words: readonly string[]): Reading<Modifiers> {
  const flags = new Set<Flag>();
  const values = { json: [] as string[], as: [] as string[], mask: [] as string[] };
  for (const word of words) {
    const modifier = parseModifier(trimmed(word));
    if ('problem' in modifier) return modifier;
    const { ok } = modifier;
    const again = 'value' in ok ? ok.key !== 'mask' && values[ok.key].length > 0 : flags.has(ok.key);
    if (again) return { problem: `the modifier ${ok.key} is written twice: write it once` };
    if ('value' in ok) values[ok.key].push(ok.value);
    else flags.add(ok.key);
  }
  const mask = parseMasks(values.mask);
  if ('problem' in mask) return mask;
  if (mask.ok !== undefined && flags.has('nomask')) {
    return { problem: 'nomask and mask= say the opposite of each other: remove one of them' };
  }
  const [json] = values.json;
  return {
    ok: Object.freeze({
      optional: flags.has('optional'),
      nomask: flags.has('nomask'),
      base64: flags.has('base64'),
      ...(json === undefined ? {} : { json }),
      ...(values.as.length === 0 ? {} : { as: 'base64' as const }),
      ...(mask.ok === undefined ? {} : { mask: mask.ok }),
      ...(flags.has('one-time') ? { oneTime: true as const } : {}),
    }),
  };
}
