import fc from 'fast-check';
import { hmacSha1Signature, parseOAuthHeader, signatureBaseString } from '../../src/auth/oauth1-signature.js';

describe('OAuth 1.0 signatures', () => {
  test('the base string is that of RFC 5849 §3.4.1.1', () => {
    const base = signatureBaseString({
      method: 'POST',
      scheme: 'http',
      host: 'EXAMPLE.com:80',
      path: '/request',
      parameters: [
        ...new URLSearchParams('b5=%3D%253D&a3=a&c%40=&a2=r%20b'),
        ...new URLSearchParams('c2&a3=2+q'),
        ['oauth_consumer_key', '9djdj82h48djs9d2'],
        ['oauth_token', 'kkk9d7dh3k39sjv7'],
        ['oauth_signature_method', 'HMAC-SHA1'],
        ['oauth_timestamp', '137131201'],
        ['oauth_nonce', '7d8f3e4a'],
      ],
    });
    expect(base).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  test('the signature is that of the photo example of RFC 5849 §1.2', () => {
    const base = signatureBaseString({
      method: 'GET',
      scheme: 'http',
      host: 'photos.example.net',
      path: '/photos',
      parameters: [
        ['file', 'vacation.jpg'],
        ['size', 'original'],
        ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
        ['oauth_token', 'nnch734d00sl2jdk'],
        ['oauth_signature_method', 'HMAC-SHA1'],
        ['oauth_timestamp', '137131202'],
        ['oauth_nonce', 'chapoH'],
      ],
    });
    expect(hmacSha1Signature(base, 'kd94hf93k423kf44', 'pfkkdhi9sl3r4s00')).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=');
  });

  test('the header gives back any parameters', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((given) => given.isWellFormed());
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^oauth_[a-z]{1,8}$/), text), (parameters) => {
        const items = Object.entries(parameters).map(([name, value]) => `${name}="${encodeURIComponent(value)}"`);
        const header = `OAuth realm="Example", ${items.join(', ')}`.replace(/, $/, '');
        expect(Object.fromEntries(parseOAuthHeader(header) ?? [])).toEqual({ ...parameters });
      }),
    );
  });

  test.each(['OAuth', 'OAuth a=b', 'OAuth a="1", a="2"', 'OAuth a="%zz"'])('%j is malformed', (header) => {
    expect(parseOAuthHeader(header)).toBeUndefined();
  });
});
