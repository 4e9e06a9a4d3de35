import { tooMuchFor } from '../../../test/harness/worst-texts.js';
import { namesShown, nearestWord, quoteText, shownPath } from '../src/errors/message-text.js';
import { vaultDate } from '../src/fetch/expiry.js';
import { ciphertextBlocks } from '../src/decrypt/create-decryptor.js';
import { applyModifiers } from '../src/fetch/apply-modifiers.js';
import { retryAfter } from '../src/http/retry-policy.js';
import { holdsPem } from '../src/settings/pem-text.js';
import { failureIn } from '../src/http/judge-answer.js';
import { decodeBase64 } from '../src/values/base64.js';
import { isBeyondBounds } from '../src/values/json-value.js';
import { utf8Text } from '../src/values/secret-value.js';
import { fieldText } from '../src/vault/answer-fields.js';
import { nearestSentence } from '../src/vault/nearest-first.js';
import { findCredential } from '../src/vault/pam/credential-list.js';

const NO_MODIFIERS = { optional: false, nomask: false, base64: false } as const;

/** Everything that is handed what a vault, or who stands in for one, answers. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'quotes in messages': quoteText,
  'names in messages': (text) => namesShown([text, text]),
  'paths in messages': shownPath,
  'the nearest word': (text) => nearestWord(text, ['dsm', 'pam']),
  'the nearest name': (text) => nearestSentence(text, [text, `x${text}`]),
  'a list of credentials': (text) =>
    findCredential('root@db', [{ id: '1', identifier: text, username: text, hostname: text, type: text }]),
  dates: vaultDate,
  'a header that asks to wait': (text) => retryAfter(text, 0),
  'what an answer says is wrong': (text) =>
    failureIn(403, { response: { status: 403, message: text, detail: text }, error: text, message: text }),
  'bounds of JSON': isBeyondBounds,
  fields: (text) => fieldText([text, { [text]: text }]),
  'UTF-8': (text) => utf8Text(Buffer.from(text)),
  base64: decodeBase64,
  'base64 as a modifier': (text) => applyModifiers(text, { ...NO_MODIFIERS, base64: true }),
  'JSON as a modifier': (text) => applyModifiers(text, { ...NO_MODIFIERS, json: '/a' }),
  ciphertext: (text) => ciphertextBlocks(text, 256),
  PEM: holdsPem,
};

// A reader that is not linear would take hours, and is ended.
test.each(Object.entries(READERS))(
  'a megabyte is read in one go: %s',
  (_, read) => {
    expect(tooMuchFor(read)).toEqual([]);
  },
  300_000,
);
