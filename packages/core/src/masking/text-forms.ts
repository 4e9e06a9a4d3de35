type Add = (form: string) => void;

/** No writer below changes these. */
const PLAIN = /^[A-Za-z0-9._*-]*$/;

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const percentEscape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** JSON strings (RFC 8259 section 7) as JavaScript writes them, as Python does (ASCII alone), and as Go does (HTML escaped). */
function addJsonForms(text: string, add: Add): void {
  const json = JSON.stringify(text).slice(1, -1);
  add(json);
  if (/[^\0-~]/.test(json)) add(json.replace(/[^\0-~]/g, unicodeEscape));
  if (/[<>&]/.test(json)) add(json.replace(/[<>&\u2028\u2029]/g, unicodeEscape));
}

/** RFC 3986 as `encodeURIComponent` writes it, and application/x-www-form-urlencoded (URL Standard section 5.2). */
function addUriForms(wellFormed: string, add: Add): void {
  const uri = encodeURIComponent(wellFormed);
  add(uri);
  add(uri.replace(/[!'()~]/g, percentEscape).replaceAll('%20', '+'));
}

/** The spellings of a text that JSON and URLs need. `wellFormed` is the text without lone surrogates. */
export function addTextForms(text: string, wellFormed: string, add: Add): void {
  if (PLAIN.test(text)) return;
  addJsonForms(text, add);
  addUriForms(wellFormed, add);
}

/** What `set -x` prints of a line with a quote in it: bash writes the quote with a backslash, dash with the other quotes. */
export function addShellForms(line: string, add: Add): void {
  if (!line.includes("'")) return;
  add(line.replaceAll("'", "'\\''"));
  add(line.replaceAll("'", `'"'"'`));
}
