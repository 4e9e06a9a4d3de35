import { eachWithEmulator } from '../support/running.js';

describe('the control endpoints', () => {
  const running = eachWithEmulator();
  const control = (method: string, path: string, json?: unknown, key = running().emulator.control.key) => {
    const { client, emulator } = running();
    const headers = { [emulator.control.header]: key };
    return client.call(method, `/_emulator/${path}`, json === undefined ? { headers } : { headers, json });
  };

  test('look like an unknown path without the key', async () => {
    expect((await control('GET', 'state', undefined, 'wrong')).status).toBe(404);
    expect((await running().client.call('GET', '/_emulator/state')).status).toBe(404);
  });

  test('show the requests, without the secrets that proved them', async () => {
    const { client, emulator } = running();
    const { authorization = '' } = await client.bearer();
    const headers = { authorization, 'x-note': 'kept' };
    await client.call('GET', '/iso/sctm/secret?a=1&a=2', { headers });
    const answer = await control('GET', 'requests');
    expect(answer.json()).toMatchObject({
      connections: 1,
      requests: [
        { sequence: 1, method: 'POST', path: '/iso/oauth2/token', status: 200, body: { client_id: emulator.clientId } },
        {
          ...{ sequence: 2, method: 'GET', path: '/iso/sctm/secret', query: 'a=1&a=2', connection: 1 },
          ...{ caller: 'default', headers: { authorization: 'Bearer', 'x-note': 'kept' } },
        },
      ],
    });
    expect(answer.text).not.toContain(emulator.clientSecret);
    expect(answer.text).not.toContain(authorization.slice('Bearer '.length));
    await control('DELETE', 'requests');
    expect(emulator.requests.entries).toEqual([]);
  });

  test('queue faults, change settings, revoke tokens, move the clock, show the state', async () => {
    const { client } = running();
    const headers = await client.bearer();
    await control('POST', 'faults', { match: { path: '*/secret' }, fault: { kind: 'gateway' } });
    expect((await control('GET', 'faults')).json().faults).toHaveLength(1);
    expect((await client.call('GET', '/iso/sctm/secret', { headers })).status).toBe(404);
    await control('POST', 'settings', { tokenLifetime: 60 });
    expect((await control('GET', 'state')).json().settings).toMatchObject({ tokenLifetime: 60, twins: true });
    const second = await client.bearer();
    await control('POST', 'clock', { seconds: 61 });
    expect((await client.call('GET', '/iso/sctm/secret', { headers: second })).status).toBe(401);
    expect((await control('DELETE', 'tokens')).json()).toEqual({ revoked: 2 });
    expect((await client.call('GET', '/iso/sctm/secret', { headers })).status).toBe(401);
  });

  test.each([
    ['POST', 'faults', { fault: { kind: 'explode' } }, 400],
    ['POST', 'settings', { unknown: true }, 400],
    ['POST', 'clock', { seconds: '-1' }, 400],
    ['GET', 'nothing', undefined, 404],
  ])('%s %s %j is refused', async (method, path, json, status) => {
    const answer = await control(method, path, json);
    expect(answer.status).toBe(status);
    expect(answer.json().problems).toHaveLength(1);
  });
});

describe('the clock of the vault', () => {
  const running = eachWithEmulator();

  test.each([3600, -3600])('shifted by %i seconds is what its answers show', async (seconds) => {
    const { client, emulator } = running();
    const headers = { [emulator.control.header]: emulator.control.key };
    const shifted = await client.call('POST', '/_emulator/clock', { headers, json: { seconds } });
    const { now } = JSON.parse(shifted.text) as { now: string };
    const answer = await client.call('POST', '/iso/oauth2/token');
    const shown = Date.parse(String(answer.headers.date));
    expect(Math.abs(shown - Date.parse(now))).toBeLessThan(30_000);
    expect(Math.abs(shown - Date.now() - seconds * 1000)).toBeLessThan(30_000);
  });
});
