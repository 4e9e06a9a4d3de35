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
