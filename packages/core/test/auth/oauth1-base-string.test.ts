import fc from 'fast-check';
import {
  baseStringUri,
  normalizedParameters,
  signatureBaseString,
  type Parameter,
} from '../../src/auth/oauth1-base-string.js';

describe('baseStringUri', () => {
  test.each([
    ['http://EXAMPLE.COM:80/r%20v/X?id=123', 'http://example.com/r%20v/X'],
    ['https://www.example.net:8080/?q=1', 'https://www.example.net:8080/'],
    ['HTTPS://Vault.Example.com:443/senhasegura/iso/x#f', 'https://vault.example.com/senhasegura/iso/x'],
    ['http://example.com:443/', 'http://example.com:443/'],
    ['https://[::1]:8443/a//b/', 'https://[::1]:8443/a//b/'],
    ['https://example.com', 'https://example.com/'],
  ])('%s is signed as %s (RFC 5849 section 3.4.1.2)', (url, uri) => {
    expect(baseStringUri(new URL(url))).toBe(uri);
  });
});

/** The parameters of RFC 5849 section 3.4.1.3.1, in the order of the table there. */
const RFC_PARAMETERS: readonly Parameter[] = [
  ['b5', '=%3D'],
  ['a3', 'a'],
  ['c@', ''],
  ['a2', 'r b'],
  ['oauth_consumer_key', '9djdj82h48djs9d2'],
  ['oauth_token', 'kkk9d7dh3k39sjv7'],
  ['oauth_signature_method', 'HMAC-SHA1'],
  ['oauth_timestamp', '137131201'],
  ['oauth_nonce', '7d8f3e4a'],
  ['c2', ''],
  ['a3', '2 q'],
];

describe('normalizedParameters', () => {
  test('is the text of RFC 5849 section 3.4.1.3.2', () => {
    expect(normalizedParameters(RFC_PARAMETERS)).toBe(
      'a2=r%20b&a3=2%20q&a3=a&b5=%3D%253D&c%40=&c2=&oauth_consumer_key=9djdj82h48djs9d2&oauth_nonce=7d8f3e4a&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_token=kkk9d7dh3k39sjv7',
    );
  });

  test('sorts by name alone before it looks at values', () => {
    // As whole texts `a-b=1` would come before `a=2`: `-` is less than `=`.
    expect(
      normalizedParameters([
        ['a-b', '1'],
        ['a', '2'],
      ]),
    ).toBe('a=2&a-b=1');
  });

  test('sorts what is encoded, not what is meant', () => {
    // As characters `é` comes after `z`; as bytes, `%C3%A9` comes before.
    expect(
      normalizedParameters([
        ['z', ''],
        ['é', ''],
      ]),
    ).toBe('%C3%A9=&z=');
  });

  test('keeps a parameter that is called __proto__', () => {
    expect(normalizedParameters([['__proto__', 'x']])).toBe('__proto__=x');
  });

  test('any order of the parameters gives one text, sorted by bytes, with nothing lost', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 4 });
    const parameters = fc.array(fc.tuple(text, text), { maxLength: 8 });
    const shuffled = parameters.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const normalized = normalizedParameters(list);
        expect(normalizedParameters(other)).toBe(normalized);
        const pairs = normalized === '' ? [] : normalized.split('&').map((pair) => pair.split('='));
        const inBytes = pairs.map((pair) => pair.map((part) => Buffer.from(part)));
        for (const [index, [name, value]] of inBytes.entries()) {
          const [nextName, nextValue] = inBytes[index + 1] ?? [];
          if (name === undefined || value === undefined || nextName === undefined || nextValue === undefined) continue;
          expect(Buffer.compare(name, nextName) || Buffer.compare(value, nextValue)).toBeLessThanOrEqual(0);
        }
        const decoded = pairs.map((pair) => JSON.stringify(pair.map(decodeURIComponent)));
        expect(decoded.sort()).toEqual(list.map((pair) => JSON.stringify(pair)).sort());
      }),
    );
  });
});

describe('signatureBaseString', () => {
  test('is that of RFC 5849 section 3.4.1.1', () => {
    const url = new URL('http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b');
    expect(signatureBaseString('post', url, RFC_PARAMETERS)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });
});
