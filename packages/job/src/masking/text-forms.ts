type Add = (form: string) => void;

const PLAIN = /^[A-Za-z0-9._*-]*$/;

/** A text that no writer below changes, and that is one line. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const percentEscape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * JSON strings (RFC 8259 section 7) as JavaScript writes them, as Python does (ASCII alone), as PHP does (ASCII alone, with an
 * escape before each slash), and as Go does (HTML escaped).
 */
function addJsonForms(text: string, add: Add): void {
  const json = JSON.stringify(text).slice(1, -1);
  add(json);
  const ascii = json.replace(/[^\0-~]/g, unicodeEscape);
  add(ascii);
  if (json.includes('/')) {
    add(json.replaceAll('/', '\\/'));
    add(ascii.replaceAll('/', '\\/'));
  }
  if (/[<>&]/.test(json)) add(json.replace(/[<>&\u2028\u2029]/g, unicodeEscape));
}

/**
 * RFC 3986 as `encodeURIComponent` writes it, and application/x-www-form-urlencoded (URL Standard section 5.2); both also with
 * the escapes in lower case, as .NET writes them.
 */
function addUriForms(wellFormed: string, add: Add): void {
  const uri = encodeURIComponent(wellFormed);
  const form = uri.replace(/[!'()~]/g, percentEscape).replaceAll('%20', '+');
  for (const encoded of [uri, form]) {
    add(encoded);
    add(encoded.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()));
  }
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A line in XML and HTML: with its quotes as they are, and as the libraries of the one and of the other write them. */
export function addXmlForms(line: string, add: Add): void {
  if (!/[&<>"']/.test(line)) return;
  const escaped = line.replace(/[&<>]/g, (character) => XML_ESCAPES[character] ?? character);
  add(escaped);
  const quoted = escaped.replaceAll('"', '&quot;');
  for (const apostrophe of ['&apos;', '&#39;', '&#x27;']) add(quoted.replaceAll("'", apostrophe));
  add(escaped.replaceAll('"', '&#34;').replaceAll("'", '&#39;'));
}

/** The spellings of a text that JSON and URLs need. `wellFormed` is the text without lone surrogates. */
export function addTextForms(text: string, wellFormed: string, add: Add): void {
  if (isPlain(text)) return;
  addJsonForms(text, add);
  addUriForms(wellFormed, add);
}

/** What `set -x` prints of a line with a quote in it: bash writes the quote with a backslash, dash with the other quotes. */
export function addShellForms(line: string, add: Add): void {
  if (!line.includes("'")) return;
  add(line.replaceAll("'", "'\\''"));
  add(line.replaceAll("'", `'"'"'`));
}
