import { VALUE_ENCODERS } from './value-encoders.js';

/**
 * @typedef {object} SecretMasker
 * @property {(value: string) => void} addValue Registers a value and its encoded forms; an empty one is ignored.
 * @property {(text: string) => string} mask Puts `***` in place of every registered text.
 */

/**
 * The runner's `SecretMasker` with the encoders of `HostContext`.
 * @param {readonly import('./value-encoders.js').ValueEncoder[]} [encoders]
 * @returns {SecretMasker}
 */
export function createSecretMasker(encoders = VALUE_ENCODERS) {
  /** @type {Set<string>} */
  const originals = new Set();
  /** @type {Set<string>} */
  const values = new Set();
  return {
    addValue(value) {
      if (value === '' || originals.has(value)) {
        return;
      }
      originals.add(value);
      values.add(value);
      for (const encode of encoders) {
        const encoded = encode(value);
        if (encoded !== '') {
          values.add(encoded);
        }
      }
    },
    mask: (text) => replaceRanges(text, mergeRanges([...values].flatMap((value) => positions(text, value)))),
  };
}

/** @typedef {{ start: number, end: number }} Range */

/**
 * `ValueSecret.GetPositions`: also those occurrences that overlap each other.
 * @param {string} text
 * @param {string} value
 */
function positions(text, value) {
  /** @type {Range[]} */
  const found = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    found.push({ start: at, end: at + value.length });
  }
  return found;
}

/**
 * `SecretMasker.MaskSecrets`: ranges that overlap or touch become one, and so one `***`.
 * @param {Range[]} ranges
 */
function mergeRanges(ranges) {
  /** @type {Range[]} */
  const merged = [];
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) {
      last.end = Math.max(last.end, range.end);
    } else {
      merged.push({ ...range });
    }
  }
  return merged;
}

/**
 * @param {string} text
 * @param {readonly Range[]} ranges
 */
function replaceRanges(text, ranges) {
  let result = '';
  let from = 0;
  for (const { start, end } of ranges) {
    result += `${text.slice(from, start)}***`;
    from = end;
  }
  return result + text.slice(from);
}
