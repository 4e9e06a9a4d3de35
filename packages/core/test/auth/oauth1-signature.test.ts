import fc from 'fast-check';
import {
  baseStringUri,
  normalizedParameters,
  signatureBaseString,
  type Parameter,
  hmacSha1Signature,
  percentEncode,
} from '../../src/auth/oauth1.js';

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

interface Example {
  readonly from: string;
  readonly method: string;
  readonly url: string;
  readonly parameters: readonly Parameter[];
  readonly consumerSecret: string;
  readonly tokenSecret: string;
  readonly signature: string;
}

const PRINTER: Parameter = ['oauth_consumer_key', 'dpf43f3p2l4k3l03'];
const METHOD: Parameter = ['oauth_signature_method', 'HMAC-SHA1'];

/** The three requests of RFC 5849 section 1.2, and that of 3.4.1 with the signature of erratum 2550. */
const EXAMPLES: readonly Example[] = [
  {
    from: 'section 1.2, temporary credentials: no token yet',
    method: 'POST',
    url: 'https://photos.example.net/initiate',
    parameters: [
      PRINTER,
      METHOD,
      ['oauth_timestamp', '137131200'],
      ['oauth_nonce', 'wIjqoS'],
      ['oauth_callback', 'http://printer.example.com/ready'],
    ],
    consumerSecret: 'kd94hf93k423kf44',
    tokenSecret: '',
    signature: '74KNZJeDHnMBp0EMJ9ZHt/XKycU=',
  },
  {
    from: 'section 1.2, the photo',
    method: 'GET',
    url: 'http://photos.example.net/photos',
    parameters: [
      ['file', 'vacation.jpg'],
      ['size', 'original'],
      PRINTER,
      ['oauth_token', 'nnch734d00sl2jdk'],
      METHOD,
      ['oauth_timestamp', '137131202'],
      ['oauth_nonce', 'chapoH'],
    ],
    consumerSecret: 'kd94hf93k423kf44',
    tokenSecret: 'pfkkdhi9sl3r4s00',
    signature: 'MdpQcU8iPSUjWoN/UDMsK2sui9I=',
  },
  {
    from: 'section 3.4.1, as corrected',
    method: 'POST',
    url: 'http://example.com/request',
    parameters: [
      ['b5', '=%3D'],
      ['a3', 'a'],
      ['c@', ''],
      ['a2', 'r b'],
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      METHOD,
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
      ['c2', ''],
      ['a3', '2 q'],
    ],
    consumerSecret: 'j49sk3j29djd',
    tokenSecret: 'dh893hdasih9',
    signature: 'r6/TJjbCOr97/+UU0NsvSne7s5g=',
  },
];

describe('hmacSha1Signature', () => {
  test.each(EXAMPLES)('is that of RFC 5849, $from', ({ method, url, parameters, signature, ...secrets }) => {
    expect(hmacSha1Signature(signatureBaseString(method, new URL(url), parameters), secrets)).toBe(signature);
  });

  test('encodes the secrets, so that an & in one is not the border between them', () => {
    const left = hmacSha1Signature('text', { consumerSecret: 'a&b', tokenSecret: 'c' });
    expect(left).not.toBe(hmacSha1Signature('text', { consumerSecret: 'a', tokenSecret: 'b&c' }));
  });
});

/** Byte by byte, as RFC 5849 section 3.6 puts it. */
function encodedBytes(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

describe('percentEncode', () => {
  test.each([
    ['Ladies + Gentlemen', 'Ladies%20%2B%20Gentlemen'],
    ['An encoded string!', 'An%20encoded%20string%21'],
    ['Dogs, Cats & Mice', 'Dogs%2C%20Cats%20%26%20Mice'],
    ['☃', '%E2%98%83'],
    ["!*'();:@&=+$,/?#[]%", '%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D%25'],
    ['-._~', '-._~'],
    ['\n\0', '%0A%00'],
    ['', ''],
  ])('encodes %j', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });

  test('encodes any text byte by byte, lone surrogates as a form does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(percentEncode(text)).toBe(encodedBytes(text));
      }),
    );
    expect(percentEncode('\ud800x')).toBe(encodedBytes('\ud800x'));
    expect(percentEncode('\ud800x')).toBe('%EF%BF%BDx');
  });
});
