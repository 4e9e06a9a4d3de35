import { signatureBaseString, type Parameter } from '../../src/auth/oauth1-base-string.js';
import { hmacSha1Signature } from '../../src/auth/oauth1-signature.js';

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
