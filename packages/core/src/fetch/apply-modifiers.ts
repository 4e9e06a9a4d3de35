import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { type SecretValue, utf8Text } from '../values/secret-value.js';
import { quoteText } from '../errors/message-text.js';
import type { Modifiers } from '../references/selection.js';
import { decodeBase64 } from '../values/base64.js';
import { evaluatePointer } from '../values/json-pointer.js';

/**
 * A value after its modifiers, or a sentence that says why there is none; it never quotes the value. `missing`: the
 * document has nothing, or `null`, at the pointer, which is what `optional` is for; else the value can't be read.
 */
export type ModifiedValue = { readonly ok: SecretValue } | { readonly problem: string; readonly missing: boolean };

const unreadable = (problem: string): ModifiedValue => ({ problem, missing: false });

function leafText(leaf: unknown): string | undefined {
  if (typeof leaf === 'string') return leaf;
  if (leaf === null) return undefined;
  return isLosslessNumber(leaf) ? leaf.toString() : stringify(leaf);
}

/** What lies at the pointer, as text; `undefined` where nothing does. Throws where the text is no JSON, or nested too deep. */
function textAt(text: string, pointer: string): string | undefined {
  // As JSON.parse has it, the last of two equal names counts. RFC 8259 section 4 leaves it open.
  const document = parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });
  const leaf = evaluatePointer(document, pointer);
  return leaf === undefined ? undefined : leafText(leaf.found);
}

function pick(text: string, pointer: string): ModifiedValue {
  try {
    const picked = textAt(text, pointer);
    if (picked !== undefined) return { ok: picked };
    return { problem: `the JSON document has nothing at ${quoteText(pointer)}. Correct the pointer.`, missing: true };
  } catch {
    // The error quotes the value: it goes nowhere. Too deep means that the stack overflowed.
    return unreadable(
      'the value is no JSON document, or one that is nested too deep. Remove the json modifier, or correct the value in the vault.',
    );
  }
}

/**
 * Applies `base64`, then `json`, then `as` (design section 2). Decoded bytes that are UTF-8 become text, a byte order mark
 * included; others stay bytes. A string at the pointer is itself, a number keeps the digits of the document, and an object
 * or array becomes compact JSON. What `as=base64` writes is in the standard alphabet, padded, on one line.
 */
export function applyModifiers(value: string, modifiers: Modifiers): ModifiedValue {
  const picked = decodeAndPick(value, modifiers);
  if ('problem' in picked || modifiers.as === undefined) return picked;
  if (typeof picked.ok !== 'string') return { ok: Buffer.from(picked.ok).toString('base64') };
  return picked.ok.isWellFormed()
    ? { ok: Buffer.from(picked.ok, 'utf8').toString('base64') }
    : unreadable('the value holds half of a surrogate pair, which no UTF-8 text can hold. Correct it in the vault.');
}

function decodeAndPick(value: string, modifiers: Modifiers): ModifiedValue {
  let text: string | undefined = value;
  if (modifiers.base64) {
    const bytes = decodeBase64(value);
    if (bytes === undefined) {
      return unreadable('the value is not base64. Remove the base64 modifier, or correct the value in the vault.');
    }
    text = utf8Text(bytes);
    if (text === undefined && modifiers.json === undefined) return { ok: bytes };
  }
  if (text === undefined)
    return unreadable('the decoded value is binary, and no JSON document. Remove the json modifier.');
  return modifiers.json === undefined ? { ok: text } : pick(text, modifiers.json);
}
