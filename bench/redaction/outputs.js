import { createHash } from 'node:crypto';
import { FORMS } from './secrets.js';

const LENGTH = 16 * 1024 * 1024;
const WORDS =
  'npm info warning error Compiling module resolved integrity sha512 test passed at Object.<anonymous> /home/runner/work/app/src/index.ts:12:34 https://registry.example/pkg/-/pkg-1.2.3.tgz downloading layer cache hit 12ms'.split(
    ' ',
  );

/** The same numbers on every run. @param {string} seed */
function numbers(seed) {
  let state = createHash('sha256').update(seed).digest().readUInt32LE();
  /** @param {number} below */
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Parts one after the other until they are as long as an output. @param {(index: number) => Uint8Array | string} part */
function fill(part) {
  const parts = [];
  for (let length = 0, index = 0; length < LENGTH; index++) {
    const next = Buffer.from(part(index));
    parts.push(next);
    length += next.length;
  }
  return Buffer.concat(parts).subarray(0, LENGTH);
}

/** @param {number} index @param {'hex' | 'base64'} encoding */
const digest = (index, encoding) => createHash('sha512').update(String(index)).digest(encoding);

/** A build's log: time stamps, words, digests, and a form of a secret in every fiftieth line. */
function buildLog() {
  const number = numbers('log');
  return fill((index) => {
    const words = Array.from({ length: 5 + number(15) }, () => WORDS[number(WORDS.length)]).join(' ');
    const sum = index % 7 === 0 ? digest(index, index % 2 === 0 ? 'hex' : 'base64') : '';
    const form = index % 50 === 0 ? (FORMS[number(FORMS.length)]?.toString() ?? '') : '';
    return `2026-08-01T12:34:56.${String(index).padStart(7, '0')}Z ${words} ${sum}${form}\n`;
  });
}

/** Forms without their last byte: each is nearly found. */
function nearlyForms() {
  const number = numbers('near');
  return fill(() => FORMS[number(FORMS.length)]?.subarray(0, -1) ?? '');
}

/**
 * What is measured, by name: the output, and the megabytes per second that are the least. Hostile output need not be as
 * fast as ordinary output, but may not be much slower.
 * @type {Readonly<Record<string, { make: () => Buffer, least: number }>>}
 */
export const OUTPUTS = {
  'a build log': { make: buildLog, least: 100 },
  'base64 alone': { make: () => fill((index) => digest(index, 'base64')), least: 100 },
  'binary data': {
    make: () => fill((index) => createHash('shake256', { outputLength: 65_536 }).update(String(index)).digest()),
    least: 100,
  },
  'nearly secrets alone': { make: nearlyForms, least: 40 },
};

/** @param {string} name */
export function outputNamed(name) {
  const output = OUTPUTS[name];
  if (output === undefined) throw new Error(`Name one of: ${Object.keys(OUTPUTS).join(', ')}.`);
  return output;
}
