import { Buffer } from 'node:buffer';

/**
 * One way in which a secret could show itself.
 * @typedef {{ readonly form: string, readonly text: string }} EncodedForm
 */

/** Shorter texts, and mere white space, occur by chance and are not looked for. */
const MINIMUM = 4;

/** Known by everybody, and never masked (RFC 7468 section 3). */
const PEM_BOUNDARY = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/u;

/**
 * Every form in which a secret is looked for: as it is, each of its lines, and both encoded.
 * @param {string} secret
 * @returns {EncodedForm[]}
 */
export function encodedForms(secret) {
  const lines = secret
    .split(/[\r\n]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== secret && !PEM_BOUNDARY.test(line));
  return [...formsOf(secret, 'raw'), ...lines.flatMap((line, index) => formsOf(line, `line ${index + 1}`))].filter(
    ({ text }, index, all) => all.findIndex((other) => other.text === text) === index,
  );
}

/**
 * @param {string} text
 * @param {string} name
 * @returns {EncodedForm[]}
 */
function formsOf(text, name) {
  if (text.length < MINIMUM || text.trim() === '') {
    return [];
  }
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const uri = encodeURIComponent(bytes.toString('utf8'));
  const command = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  /** @type {[string, string][]} */
  const forms = [
    [name, text],
    [`${name}, hex`, hex],
    [`${name}, upper-case hex`, hex.toUpperCase()],
    [`${name}, JSON`, JSON.stringify(text).slice(1, -1)],
    [`${name}, JSON in JSON`, JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1)],
    [`${name}, URI`, uri],
    [`${name}, strict URI`, uri.replace(/[!'()*]/gu, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`)],
    [`${name}, form`, uri.replaceAll('%20', '+')],
    [`${name}, workflow command`, command],
    ...[0, 1, 2].flatMap((offset) => base64Forms(bytes, name, offset)),
  ];
  return forms.map(([form, encoded]) => ({ form, text: encoded }));
}

/**
 * What base64 of a longer text shows of these bytes when `offset` bytes stand before them (modulo 3): the characters
 * that do not depend on the neighbours.
 * @param {Buffer} bytes
 * @param {string} name
 * @param {number} offset
 * @returns {[string, string][]}
 */
function base64Forms(bytes, name, offset) {
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
  return /** @type {const} */ (['base64', 'base64url']).map((encoding) => [
    `${name}, ${encoding} at offset ${offset}`,
    padded.toString(encoding).slice(first, end),
  ]);
}
