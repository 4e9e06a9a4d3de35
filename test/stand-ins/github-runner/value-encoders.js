import { Buffer } from 'node:buffer';

/**
 * The encoders that `HostContext` registers with the masker, in its order (`ValueEncoders`): every mask covers these
 * forms of itself too. An empty result means that the form adds nothing.
 * @typedef {(value: string) => string} ValueEncoder
 */

/** @param {number} shift */
const base64From = (shift) => (/** @type {string} */ value) => {
  const bytes = Buffer.from(value, 'utf8');
  return (bytes.length > shift ? bytes.subarray(shift) : bytes).toString('base64');
};

/** `JsonConvert.ToString` without its quotes. Newtonsoft escapes U+0085, U+2028 and U+2029, and keeps lone surrogates.
 * @type {ValueEncoder} */
export const jsonStringEscape = (value) =>
  [...value.matchAll(/[\s\S]/g)]
    .map(([unit]) => (/[\ud800-\udfff]/.test(unit) ? unit : JSON.stringify(unit).slice(1, -1)))
    .join('')
    .replace(/[\u0085\u2028\u2029]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** `Uri.EscapeDataString`: only RFC 3986's unreserved characters stay, and a lone surrogate becomes U+FFFD.
 * @type {ValueEncoder} */
export const uriDataEscape = (value) =>
  encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8')).replace(
    /[!'()*]/g,
    (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** @type {Readonly<Record<string, string>>} */
const XML = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '&': '&amp;' };

/** `SecurityElement.Escape`.
 * @type {ValueEncoder} */
const xmlDataEscape = (value) => value.replace(/[<>"'&]/g, (unit) => XML[unit] ?? unit);

/** @type {ValueEncoder} */
const trimDoubleQuotes = (value) =>
  value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '';

/** A section shorter than six characters is not masked, or masking would eat ordinary text.
 * @param {string} section */
const sixOrMore = (section) => (section.length >= 6 ? section : '');

/** What PowerShell prints up to an ampersand when it colours the rest.
 * @type {ValueEncoder} */
const powerShellPreAmpersand = (value) => {
  const plus = value.indexOf('&+');
  return sixOrMore(plus >= 0 ? value.slice(0, plus + 2) : value.slice(0, value.lastIndexOf('&') + 1));
};

/** What PowerShell prints after an ampersand; after `&+` one coloured letter is left out.
 * @type {ValueEncoder} */
const powerShellPostAmpersand = (value) => {
  if (!value.includes('&')) {
    return '';
  }
  const plus = value.indexOf('&+');
  return sixOrMore(plus >= 0 ? value.slice(plus + 3) : value.slice(value.lastIndexOf('&') + 1));
};

/** @type {readonly ValueEncoder[]} */
export const VALUE_ENCODERS = [
  base64From(0),
  base64From(1),
  base64From(2),
  // CommandLineArgumentEscape
  (value) => value.replaceAll('"', '\\"'),
  // ExpressionStringEscape
  (value) => value.replaceAll("'", "''"),
  jsonStringEscape,
  uriDataEscape,
  xmlDataEscape,
  trimDoubleQuotes,
  powerShellPreAmpersand,
  powerShellPostAmpersand,
];
