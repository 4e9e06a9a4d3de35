import { withinLimit } from './within-limit.js';

/** What patterns go over again and again: a piece that nearly matches, repeated, until the end spoils it. */
const PIECES = [
  ...['$(', ' ::', '[', '{', '"', "'", '\\', '&', '=', ':', ';', '@', '/', '_', '-', '%25', '`', '|', '<'],
  ...[' ', '\n', ' \n', '\r', '\u2028', '\u0001', '\u00e9', '\ud800'],
  ...['a.', 'a:', 'a=b;', 'a: b\n', '- a\n', '://', 'http://a', 'www.', 'aA1', '1.', '0,'],
  ...['["a",', '=" ', '-----', '-----BEGIN ', 'machine a password b ', 'QUJD'],
];
const END = '!\n';

/** One thing that is long, and many that come with it each time. @type {Readonly<Record<string, (size: number) => string>>} */
const SHAPES = {
  'a long key of many elements': (size) => `{"${'k'.repeat(size / 2)}":[${'1,'.repeat(size / 4)}1]}`,
  'long keys, one in the other, around many elements': (size) =>
    `${`{"${'k'.repeat(size / 400)}":`.repeat(190)}[${'1,'.repeat(size / 4)}1]${'}'.repeat(190)}`,
  'a long name of a machine with many passwords': (size) =>
    `machine ${'m'.repeat(size / 2)} ${'password x '.repeat(size / 22)}`,
  'a section of many lines': (size) => `[${'s'.repeat(190)}]\n${'a=1\n'.repeat(size / 4)}`,
  'keys of YAML, each further in': (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, depth) => `${' '.repeat(depth)}k:\n`).join(''),
  'JSON in JSON': (size) =>
    [1, 2, 3, 4].reduce((text) => JSON.stringify({ a: text }), 'a=1\n'.repeat(Math.floor(size / 64))),
  'a value, and nothing but white space around it': (size) => `${' '.repeat(size / 2)}a${'\t'.repeat(size / 2)}`,
  'a line that does not end': (size) => `PASSWORD=${'a"\''.repeat(size / 3)}`,
};

/**
 * Texts of this size that are the worst for something which reads a text, by what is in them.
 * @param {number} size Characters, more or less.
 * @returns {readonly (readonly [name: string, text: string])[]}
 */
export const worstTexts = (size) => [
  ...PIECES.map(
    (piece) =>
      /** @type {const} */ ([`${JSON.stringify(piece)} again and again`, piece.repeat(size / piece.length) + END]),
  ),
  ...Object.entries(SHAPES).map(([name, make]) => /** @type {const} */ ([name, make(size)])),
];

export const MEGABYTE = 1024 * 1024;

/**
 * The texts that this reader does not get through in time.
 * @param {(text: string) => unknown} read
 * @param {number} [size]
 */
export const tooMuchFor = (read, size = MEGABYTE) =>
  worstTexts(size)
    .filter(([, text]) => !isReadInTime(read, text))
    .map(([name]) => name);

/** @param {(text: string) => unknown} read @param {string} text */
function isReadInTime(read, text) {
  try {
    withinLimit(() => read(text));
    return true;
  } catch (error) {
    if (/** @type {{ code?: unknown }} */ (error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}
