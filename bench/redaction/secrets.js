import { createHash } from 'node:crypto';
import { maskForms } from '../../packages/job/lib/masking/mask-forms.js';

/** @param {string} name @param {number} length */
const bytes = (name, length) => createHash('shake256', { outputLength: length }).update(name).digest();

const PUNCTUATION = '!#$%&()*+/:;<=>?@';

/** A password with punctuation, so that JSON and URLs write it in ways of their own. @param {number} index */
const password = (index) => {
  const text = bytes(`password ${index}`, 15).toString('base64');
  return `${text}${PUNCTUATION.charAt(index % PUNCTUATION.length)}${text.slice(0, 4)}`;
};

/** A private key's form, of 27 lines. @param {number} index */
const keyText = (index) => {
  const lines =
    bytes(`key ${index}`, 1218)
      .toString('base64')
      .match(/.{1,64}/gu) ?? [];
  return `-----BEGIN BENCHMARK KEY-----\n${lines.join('\n')}\n-----END BENCHMARK KEY-----\n`;
};

/** Twenty secrets as a job has them: passwords, tokens, a JSON document and two keys. */
export const SECRETS = [
  ...Array.from({ length: 12 }, (_, index) => password(index)),
  ...Array.from({ length: 5 }, (_, index) => bytes(`token ${index}`, 30).toString('base64url')),
  JSON.stringify({ type: 'benchmark', client: bytes('client', 12).toString('hex'), key: keyText(0) }),
  keyText(1),
  keyText(2),
];

/** All forms of the secrets, and the secrets as a whole: what `run` looks for. */
export const FORMS = [...new Set(SECRETS.flatMap((secret) => [secret, ...maskForms(secret, 4)]))].map((form) =>
  Buffer.from(form),
);
