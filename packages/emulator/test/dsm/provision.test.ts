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

describe('accounts for one job', () => {
  const running = eachWithEmulator();
  const form = { pod_name: 'run-17', deploy: 'deploy.yml', namespace: 'shop' };
  const provision = async () => {
    const made = await running().client.as('jit', 'POST', '/iso/coe/dapp/provision', { form });
    const { application } = JSON.parse(made.text) as {
      application: { secrets: { secret_id: string; identity: string; expiration_date: string; data: Login }[] };
    };
    return application.secrets;
  };
  interface Login {
    readonly username: string;
    readonly password: string;
    readonly hostname: string;
  }
  const deprovision = (secretId: string, more = {}) =>
    running().client.as('jit', 'POST', '/iso/coe/dapp/deprovision', {
      form: { ...form, secret_id: secretId, ...more },
    });
  const accepted = async ({ username, password, hostname }: Login) => {
    const { client, emulator } = running();
    const headers = { [emulator.control.header]: emulator.control.key };
    const json = { username, password, hostname };
    return (await client.call('POST', '/_emulator/login', { headers, json })).json().accepted;
  };

  test('appear for each ephemeral secret, log in, and go one by one', async () => {
    const [database, cache] = await provision();
    expect([database?.identity, cache?.identity]).toEqual(['jit-database', 'jit-cache']);
    expect(database?.data).toMatchObject({ hostname: 'db.example.com', port: '5432' });
    if (!database || !cache) throw new Error('Two accounts were expected.');
    expect(running().emulator.state().accounts).toMatchObject([
      {
        ...{ secretId: database.secret_id, identity: 'jit-database', username: database.data.username },
        pod: { podName: 'run-17', deploy: 'deploy.yml', namespace: 'shop' },
      },
      { secretId: cache.secret_id, hostname: 'cache.example.com' },
    ]);
    expect(await accepted(database.data)).toBe(true);
    expect((await deprovision(database.secret_id)).status).toBe(200);
    expect([await accepted(database.data), await accepted(cache.data)]).toEqual([false, true]);
    expect(running().emulator.state().accounts).toHaveLength(1);
  });

  test('end when their time is over, each its own', async () => {
    const [database, cache] = await provision();
    if (!database || !cache) throw new Error('Two accounts were expected.');
    running().emulator.vault.clock.advance(601_000);
    expect([await accepted(database.data), await accepted(cache.data)]).toEqual([true, false]);
    expect((await deprovision(cache.secret_id)).status).toBe(404);
    const [account] = running().emulator.state().accounts;
    expect(account?.expires).toBe(database.expiration_date);
  });

  test('are not taken back for another pod', async () => {
    const [database] = await provision();
    expect((await deprovision(database?.secret_id ?? '', { pod_name: 'run-18' })).status).toBe(404);
  });

  test('each call makes new ones', async () => {
    const [first] = await provision();
    const [second] = await provision();
    expect(second?.data.username).not.toBe(first?.data.username);
    expect(running().emulator.state().accounts).toHaveLength(4);
  });
});
