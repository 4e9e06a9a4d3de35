import { clientOf } from '../support/client.js';
import { eachWithEmulator } from '../support/running.js';

describe('latency', () => {
  const running = eachWithEmulator();
  const aWhile = 600_000;

  test('holds an answer back, while one without it overtakes', async () => {
    const { client, emulator } = running();
    const headers = await client.bearer();
    const other = clientOf(emulator);
    emulator.vault.settings.latency = aWhile;
    const slow = expect(client.call('GET', '/iso/sctm/secret', { headers })).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    while (emulator.requests.entries.length < 2) await new Promise((resolve) => setImmediate(resolve));
    emulator.vault.settings.latency = 0;
    expect((await other.call('GET', '/iso/sctm/secret', { headers })).status).toBe(200);
    expect(emulator.requests.entries.map(({ status }) => status)).toEqual([200, undefined, 200]);
    other.close();
    await emulator.stop();
    await slow;
  });

  test('holds the answer of a fault back too', async () => {
    const { client, emulator } = running();
    emulator.faults.add({ fault: { kind: 'gateway' } });
    emulator.vault.settings.latency = aWhile;
    const slow = expect(client.call('GET', '/iso/sctm/secret')).rejects.toMatchObject({ code: 'ECONNRESET' });
    while (emulator.requests.entries.length < 1) await new Promise((resolve) => setImmediate(resolve));
    expect(emulator.faults.pending()).toEqual([]);
    expect(emulator.requests.entries[0]?.status).toBeUndefined();
    await emulator.stop();
    await slow;
  });
});
