import { parsePointer } from '../values/json-pointer.js';
import { suggestion } from '../errors/nearest-word.js';
import { quoteText } from '../errors/quote-text.js';
import type { Reading } from '../values/reading.js';
import type { Modifiers } from './selection.js';

const WORDS = ['optional', 'nomask', 'base64', 'json=/pointer'] as const;

interface Modifier {
  readonly key: keyof Modifiers;
  readonly pointer?: string;
}

function parsePointerModifier(pointer: string): Reading<Modifier> {
  if (parsePointer(pointer) !== undefined) return { ok: { key: 'json', pointer } };
  const advice = 'begin with "/", and write "~" as "~0" and "/" in a name as "~1" (RFC 6901)';
  return { problem: `json=${quoteText(pointer)} is no JSON pointer: ${advice}` };
}

function parseModifier(word: string): Reading<Modifier> {
  if (word === 'optional' || word === 'nomask' || word === 'base64') return { ok: { key: word } };
  if (word.startsWith('json=')) return parsePointerModifier(word.slice('json='.length).trim());
  if (word === '') return { problem: 'a modifier is missing after "|"' };
  if (word.toLowerCase() === 'json') return { problem: 'json needs a pointer: write json=/name' };
  return { problem: `unknown modifier ${quoteText(word)}${suggestion(word, WORDS)}` };
}

/** Reads the modifiers of a line, in any order, each at most once (design section 2). */
export function parseModifiers(words: readonly string[]): Reading<Modifiers> {
  const found = new Map<keyof Modifiers, Modifier>();
  for (const word of words) {
    const modifier = parseModifier(word.trim());
    if ('problem' in modifier) return modifier;
    const { key } = modifier.ok;
    if (found.has(key)) return { problem: `the modifier ${key} is written twice: write it once` };
    found.set(key, modifier.ok);
  }
  const pointer = found.get('json')?.pointer;
  const flags = { optional: found.has('optional'), nomask: found.has('nomask'), base64: found.has('base64') };
  return { ok: Object.freeze(pointer === undefined ? flags : { ...flags, json: pointer }) };
}
