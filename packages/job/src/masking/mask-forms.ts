import type { SecretValue } from '@senhasegura-action/core/internal';
import { collectForms } from './collect-forms.js';
import { createFormSet } from './form-set.js';

/**
 * The texts to register with a log masker, so that a value appears in no log: one line each, none shorter than
 * `minLength` characters (UTF-16 code units), none twice, the longest first.
 *
 * They are the value's lines (split at CRLF, LF and CR), trimmed and as they stand; the string leaves of a value that is a JSON
 * object or array, line by line; and of the value, of the trimmed value, of the value without quotes around it, and of
 * each leaf: base64 and base64url with and without padding, their stable cores (the part that is the same wherever the
 * value stands in what is encoded, from 8 bytes up), base64 broken after 64 and 76 characters (up to 16 KiB), hex in both
 * cases, the JSON string and the URI encodings as the libraries of several languages write them; and of each line what XML
 * and HTML make of it, and what `set -x` prints of a quote.
 *
 * Bounds: encoded forms are made of texts up to 128 KiB, and of the first 1,000 leaves of a document up to 128 KiB
 * together. Lines and leaves as they stand have no bound: what has a limit is never the plain secret.
 */
export function maskForms(value: SecretValue, minLength: number): readonly string[] {
  const forms = createFormSet(minLength);
  collectForms(value, minLength, forms);
  return forms.longestFirst();
}
