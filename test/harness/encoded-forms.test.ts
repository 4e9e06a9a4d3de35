import fc from 'fast-check';
import { encodedForms } from './encoded-forms.js';

const found = (secret: string, haystack: string) => encodedForms(secret).some(({ text }) => haystack.includes(text));
const secrets = fc.string({ unit: 'binary', minLength: 4, maxLength: 40 }).filter((text) => text.trim() !== '');
const around = fc.string({ unit: 'binary', maxLength: 5 });

describe('encodedForms', () => {
  test.each([
    ['as it is', (text: string) => text],
    ['base64', (text: string) => Buffer.from(text).toString('base64')],
    ['base64url', (text: string) => Buffer.from(text).toString('base64url')],
    ['hex', (text: string) => Buffer.from(text).toString('hex')],
    ['upper-case hex', (text: string) => Buffer.from(text).toString('hex').toUpperCase()],
    ['JSON', (text: string) => JSON.stringify({ text })],
    ['JSON in JSON', (text: string) => JSON.stringify(JSON.stringify({ text }))],
    ['a URL', (text: string) => `https://example.com/?${encodeURIComponent(text)}`],
    ['a form', (text: string) => encodeURIComponent(text).replaceAll('%20', '+')],
    ['a workflow command', (text: string) => text.replace(/%/g, '%25').replace(/\n/g, '%0A').replace(/\r/g, '%0D')],
  ])('find a secret inside a longer text: %s', (_name, encode) => {
    fc.assert(
      fc.property(secrets, around, around, (secret, before, after) => {
        expect(found(secret, encode(before + secret + after))).toBe(true);
      }),
    );
  });

  test('find one line of a secret of many', () => {
    const pem = '-----BEGIN-----\nfirst line\r\n  second line\n-----END-----\n';
    expect(found(pem, 'x second line y')).toBe(true);
    expect(found(pem, Buffer.from('x first line').toString('base64'))).toBe(true);
  });

  test('look for nothing shorter than four characters', () => {
    expect(encodedForms('abc')).toEqual([]);
    expect(encodedForms(' \n\t\n ')).toEqual([]);
    expect(encodedForms('abc\nabcd').some(({ text }) => text === 'abc')).toBe(false);
  });

  test('do not find what is not there', () => {
    expect(found('s3cret-value', 'another text, {"a":"s3cret-valu"}, s3cret')).toBe(false);
  });
});
