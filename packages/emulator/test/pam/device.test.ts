import { eachWithEmulator } from '../support/running.js';

describe.each(['/iso', '/api'])('devices on %s', (family) => {
  const running = eachWithEmulator({ settings: { envelope: 'beside' } });
  const call = (method: string, path: string, json?: unknown) =>
    running().client.as('default', method, `${family}/pam/device${path}`, json === undefined ? {} : { json });
  const full = {
    ip: '192.0.2.90',
    hostname: 'new.example.com',
    model: 'Debian',
    type: 'Server',
    vendor: 'SPI',
    site: 'DC',
  };

  test('the hosts of credentials and keys are listed', async () => {
    const { devices } = JSON.parse((await call('GET', '')).text) as { devices: { hostname: string }[] };
    expect(devices.map(({ hostname }) => hostname)).toEqual(['db.example.com', 'app.example.com', 'web.example.com']);
    expect(devices[0]).toEqual({
      ...{ id: '1', hostname: 'db.example.com', ip: '192.0.2.50', model: 'Linux', type: 'Server' },
      ...{ vendor: 'Emulator', site: 'Default' },
    });
  });

  test('POST makes one, and updates it by its host name', async () => {
    const made = await call('POST', '', full);
    expect([made.status, made.json().device]).toEqual([201, { id: '4' }]);
    expect((await call('POST', '', { hostname: full.hostname, ip: '192.0.2.91' })).json().device).toEqual({ id: '4' });
    expect((await call('GET', '/4')).json().device).toEqual({ ...full, id: '4', ip: '192.0.2.91' });
  });

  test('DELETE switches off and PUT on, each once', async () => {
    expect((await call('DELETE', '/1')).status).toBe(200);
    expect((await call('GET', '/1')).json().exception).toMatchObject({ code: 1017 });
    expect((await call('DELETE', '/1')).json().exception).toMatchObject({ code: 1017 });
    expect((await call('PUT', '/1')).status).toBe(200);
    expect((await call('PUT', '/1')).json().exception).toMatchObject({
      message: '1044: Device is already activated',
    });
  });

  test.each([
    ['GET', '/9', undefined, 1011],
    ['POST', '', { ...full, hostname: '' }, 1004],
    ['POST', '', { ...full, ip: '' }, 1005],
    ['POST', '', { ...full, site: '' }, 1001],
  ])('%s %s %j is refused with %i', async (method, path, json, code) => {
    expect((await call(method, path, json)).json().exception).toMatchObject({ code });
  });

  test('who may only read changes nothing', async () => {
    const answer = await running().client.as('read-only', 'DELETE', `${family}/pam/device/1`);
    expect(answer.status).toBe(403);
  });
});
