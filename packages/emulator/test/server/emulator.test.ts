import { access } from 'node:fs/promises';
import { startEmulator, VaultDataError } from '../../src/index.js';
import { clientOf } from '../support/client.js';
import { eachWithEmulator } from '../support/running.js';

describe('startEmulator', () => {
  const running = eachWithEmulator();

  test('serves TLS that its own CA file verifies, on one kept-alive connection', async () => {
    const { emulator, client } = running();
    const headers = await client.bearer();
    const answers = await Promise.all([1, 2, 3].map(() => client.call('GET', '/iso/dapp/application', { headers })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(emulator.connections()).toBe(1);
  });

  test('is not believed by a client without its CA', async () => {
    const { emulator } = running();
    const stranger = clientOf({ ...emulator, ca: '' });
    await expect(stranger.call('GET', '/iso/dapp/application')).rejects.toMatchObject({
      code: expect.stringMatching(/CERT|ISSUER|SIGN/) as unknown,
    });
    stranger.close();
  });

  test('names the credentials of every authorization of the sample', () => {
    const { emulator } = running();
    expect(emulator.clientId).toBe('emulator-default-id');
    expect(Object.keys(emulator.authorizations)).toEqual(
      expect.arrayContaining(['oauth1', 'aws', 'mysafe', 'encrypting', 'client-certificate', 'expired', 'registrar']),
    );
  });
});

describe('the life of an emulator', () => {
  test('its files are gone when it has stopped', async () => {
    const emulator = await startEmulator();
    await access(emulator.caFile);
    await emulator.stop();
    await expect(access(emulator.caFile)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('it stops although a request hangs', async () => {
    const emulator = await startEmulator({ http: true });
    const client = clientOf(emulator);
    emulator.faults.add({ fault: { kind: 'hang' } });
    const hanging = client.call('GET', '/iso/dapp/application');
    const cut = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' });
    while (emulator.requests.entries.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await emulator.stop();
    await cut;
    client.close();
  });

  test('serves plain HTTP below a prefix when asked to', async () => {
    const emulator = await startEmulator({ http: true, prefix: '/senhasegura' });
    const client = clientOf(emulator);
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/senhasegura$/);
    expect((await client.as('default', 'GET', '/iso/sctm/secret')).status).toBe(200);
    const outside = clientOf({ ...emulator, url: emulator.url.replace('/senhasegura', '') });
    expect((await outside.call('POST', '/iso/oauth2/token')).status).toBe(404);
    outside.close();
    client.close();
    await emulator.stop();
  });

  test('refuses wrong data with all problems together', async () => {
    const data = { authorizations: [], secrets: [{ identity: '', data: [{ nested: {} }] }] };
    const start = startEmulator({ data: data as never });
    await expect(start).rejects.toThrow(VaultDataError);
    await expect(start).rejects.toMatchObject({
      problems: [
        expect.stringMatching(/^authorizations: needs/) as unknown,
        expect.stringMatching(/^secrets\.0\.identity: /) as unknown,
        expect.stringMatching(/^secrets\.0\.data: /) as unknown,
      ],
    });
  });
});
