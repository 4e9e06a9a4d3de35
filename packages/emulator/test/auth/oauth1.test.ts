import fc from 'fast-check';
import { hmacSha1Signature, parseOAuthHeader, signatureBaseString } from '../../src/auth/oauth1.js';
import { eachWithEmulator } from '../support/running.js';
import { signOAuth1 } from '../support/sign-oauth1.js';

const keys = {
  consumerKey: 'emulator-consumer-key',
  consumerSecret: 'fake-consumer-secret',
  tokenKey: 'emulator-token-key',
  tokenSecret: 'fake-token-secret',
};

describe('OAuth 1.0a', () => {
  const running = eachWithEmulator();
  const get = (path: string, overrides = {}, secrets = keys) => {
    const { client, emulator } = running();
    const headers = signOAuth1({ method: 'GET', url: emulator.url + path }, secrets, overrides);
    return client.call('GET', path, { headers });
  };

  test('a signed request needs no token', async () => {
    const answer = await get('/iso/dapp/application');
    expect(answer.json().application).toMatchObject({ name: 'oauth1' });
    expect(running().emulator.requests.entries).toHaveLength(1);
    expect(running().emulator.requests.entries[0]).toMatchObject({
      caller: 'oauth1',
      headers: { authorization: 'OAuth' },
    });
  });

  test('the query and the form body are signed', async () => {
    const { client, emulator } = running();
    const path = '/iso/sctm/secret?note=r%20b+c&note=%C3%A7';
    expect((await get(path)).status).toBe(200);
    const form = { identity: 'of oauth1', data: Buffer.from('{"key_value":{"fields":{"A":"é"}}}').toString('base64') };
    const headers = signOAuth1({ method: 'POST', url: `${emulator.url}/iso/sctm/secret`, form }, keys);
    expect((await client.call('POST', '/iso/sctm/secret', { headers, form })).status).toBe(201);
    const changed = await client.call('POST', '/iso/sctm/secret', {
      headers: signOAuth1({ method: 'POST', url: `${emulator.url}/iso/sctm/secret`, form }, keys),
      form: { ...form, identity: 'changed' },
    });
    expect(changed.status).toBe(401);
  });

  test.each([
    ['another secret', {}, { ...keys, tokenSecret: 'wrong' }, 'Invalid signature'],
    ['an unknown consumer', {}, { ...keys, consumerKey: 'nobody' }, 'Unknown consumer or token'],
    ['an old timestamp', { oauth_timestamp: '1000000000' }, keys, /timestamp/],
    ['another version', { oauth_version: '2.0' }, keys, /version/],
    ['another method', { oauth_signature_method: 'PLAINTEXT' }, keys, /HMAC-SHA1/],
    ['no nonce', { oauth_nonce: '' }, keys, /nonce/],
  ])('%s is refused', async (_what, overrides, secrets, reason) => {
    const answer = await get('/iso/sctm/secret', overrides, secrets);
    expect(answer.status).toBe(401);
    expect(answer.json().message).toMatch(reason);
  });

  test('a nonce counts once', async () => {
    const once = { oauth_nonce: 'once' };
    expect((await get('/iso/sctm/secret', once)).status).toBe(200);
    const again = await get('/iso/sctm/secret', once);
    expect(again.status).toBe(401);
    expect(again.json().message).toBe('The nonce has been used');
  });
});

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

describe('an OAuth header as a client in production writes it', () => {
  const running = eachWithEmulator();

  test('may have a space after `oauth_signature=`', async () => {
    const { client, emulator } = running();
    const url = `${emulator.url}/iso/dapp/application`;
    const { authorization } = signOAuth1({ method: 'GET', url }, keys);
    const spaced = { authorization: authorization.replace('oauth_signature="', 'oauth_signature= "') };
    expect(spaced.authorization).not.toBe(authorization);
    expect((await client.call('GET', '/iso/dapp/application', { headers: spaced })).status).toBe(200);
  });
});
