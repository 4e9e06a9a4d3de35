import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { decodeCicd, parseEnvironment } from '../../src/dsm/cicd-spelling.js';

describe('the base64 spelling of /iso/cicd/variables', () => {
  test('decodes what the base64 and tr tools write', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 }).filter((given) => given.isWellFormed());
    fc.assert(
      fc.property(text, (given) => {
        const encoded = execFileSync('sh', ['-c', "base64 -w0 | tr '+/=' '-_,'"], { input: given, encoding: 'utf8' });
        expect(decodeCicd(encoded)).toBe(given);
      }),
      { numRuns: 40 },
    );
  });

  test('decodes what Buffer writes, for any text', () => {
    const text = fc.string({ unit: 'binary' }).filter((given) => given.isWellFormed());
    fc.assert(
      fc.property(text, (given) => {
        const spelling = { '+': '-', '/': '_', '=': ',' };
        const encoded = Buffer.from(given)
          .toString('base64')
          .replace(/[+/=]/g, (character) => spelling[character as keyof typeof spelling]);
        expect(decodeCicd(encoded)).toBe(given);
      }),
    );
  });

  test.each(['YQ==', 'YQ', 'a+b/', 'Y,==', '____', 'YW I'])('%j is refused', (text) => {
    expect(decodeCicd(text)).toBeUndefined();
  });
});

describe('parseEnvironment', () => {
  test('gives back every name and value', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/);
    const value = fc.string().filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(fc.dictionary(name, value), (variables) => {
        const text = Object.entries(variables)
          .map(([key, given]) => `${key}=${given}`)
          .join('\n');
        expect(Object.fromEntries(parseEnvironment(text))).toEqual({ ...variables });
      }),
    );
  });
});
