import { eachWithEmulator } from '../support/running.js';

describe('provisioning', () => {
  const running = eachWithEmulator();
  const form = { pod_name: 'pod-1', deploy: 'web', namespace: 'shop' };

  test.each(['/iso/coe/dapp/deprovision', '/iso/dapp/deprovision'])(
    'an ephemeral secret lives until %s',
    async (path) => {
      const { client, emulator } = running();
      const made = await client.as('default', 'POST', '/iso/coe/dapp/provision', { form });
      expect(made.status).toBe(201);
      const secret = made.json().application?.secrets?.[0];
      expect(secret).toMatchObject({ identity: 'shop/web/pod-1', data: { username: expect.any(String) as unknown } });
      const [id = ''] = emulator.state().provisioned;
      expect(secret?.secret_id).toBe(id);
      const gone = { form: { ...form, secret_id: id } };
      expect((await client.as('default', 'POST', path, gone)).status).toBe(200);
      expect((await client.as('default', 'POST', path, gone)).status).toBe(404);
      expect(emulator.state().provisioned).toEqual([]);
    },
  );

  test('every parameter is required', async () => {
    const answer = await running().client.as('default', 'POST', '/iso/coe/dapp/provision', { form: { pod_name: 'p' } });
    expect(answer.json().exception).toMatchObject({ code: 1001 });
  });
});
