import { eachWithEmulator } from '../support/running.js';

describe('POST /iso/oauth2/token', () => {
  const running = eachWithEmulator();
  const grant = { grant_type: 'client_credentials' };
  const pair = { client_id: 'emulator-default-id', client_secret: 'fake-default-secret' };

  test.each(['/iso/oauth2/token', '/api/oauth2/token'])('%s gives a token for a pair in the form', async (path) => {
    const answer = await running().client.call('POST', path, { form: { ...grant, ...pair } });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: expect.stringMatching(/^[\w-]{40}$/) as unknown,
    });
  });

  test('gives a token for a pair in a Basic header', async () => {
    const basic = Buffer.from(`${pair.client_id}:${pair.client_secret}`).toString('base64');
    const headers = { authorization: `Basic ${basic}` };
    const answer = await running().client.call('POST', '/iso/oauth2/token', { form: grant, headers });
    expect(answer.status).toBe(200);
  });

  test.each([
    [{ ...grant, ...pair, client_secret: 'fake-default-secreT' }],
    [{ ...grant, ...pair, client_id: 'emulator-second-id' }],
    [{ ...grant, client_id: pair.client_id }],
  ])('refuses a wrong pair as the vendor does', async (form) => {
    const answer = await running().client.call('POST', '/iso/oauth2/token', { form });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client', message: 'Client authentication failed' });
  });

  test('refuses another grant type', async () => {
    const answer = await running().client.call('POST', '/iso/oauth2/token', {
      form: { ...pair, grant_type: 'password' },
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'unsupported_grant_type' });
  });

  test('a token ends with its lifetime', async () => {
    const { client, emulator } = running();
    emulator.vault.settings.tokenLifetime = 90;
    const headers = await client.bearer();
    emulator.vault.clock.advance(89_000);
    expect((await client.call('GET', '/iso/sctm/secret', { headers })).status).toBe(200);
    emulator.vault.clock.advance(2_000);
    const late = await client.call('GET', '/iso/sctm/secret', { headers });
    expect(late.status).toBe(401);
    expect(late.json()).toMatchObject({ error: 'access_denied' });
  });

  test('a token can be revoked, and a new one had', async () => {
    const { client, emulator } = running();
    const headers = await client.bearer();
    expect(emulator.vault.tokens.revokeAll()).toBe(1);
    expect((await client.call('GET', '/iso/sctm/secret', { headers })).status).toBe(401);
    expect((await client.as('default', 'GET', '/iso/sctm/secret')).status).toBe(200);
    expect(emulator.state().tokensIssued).toBe(2);
  });
});
