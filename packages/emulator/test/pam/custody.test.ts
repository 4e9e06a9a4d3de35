import { eachWithEmulator } from '../support/running.js';

describe('custody', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string, name = 'default') => running().client.as(name, method, path);
  const custodies = () => running().emulator.state().custodies;

  test.each([
    '/iso/pam/credential/123',
    '/api/pam/credential/123',
    '/iso/coe/senha/123',
    '/iso/coe/senha?credentialId=123',
  ])('GET %s takes it', async (path) => {
    expect((await call('GET', path)).text).toContain('fake-admin-password');
    expect(custodies()).toEqual([{ credential: '123', holder: 'default' }]);
  });

  test('GET /api/pam/credential/{id} answers with password and content', async () => {
    const credential = (await call('GET', '/api/pam/credential/123')).json().response?.credential;
    expect(credential).toMatchObject({ password: 'fake-admin-password', content: 'fake-admin-password' });
  });

  test('GET /iso/coe/senha/{id} answers with `senha` beside response', async () => {
    expect((await call('GET', '/iso/coe/senha/123')).json().senha).toEqual({
      ...{ id: '123', username: 'admin', senha: 'fake-admin-password', hostname: 'db.example.com', ip: '192.0.2.50' },
    });
  });

  test.each([
    '/iso/pam/credential/custody/123',
    '/api/pam/credential/custody/123',
    '/iso/pam/credential/custody/admin%40db.example.com',
    '/api/pam/credential/custody/admin@db.example.com',
  ])('DELETE %s gives it back, once', async (path) => {
    await call('GET', '/iso/pam/credential/123');
    const released = await call('DELETE', path);
    expect(released.text).toContain('"message":"Credential custody 123 released"');
    expect(custodies()).toEqual([]);
    expect((await call('DELETE', path)).json().exception).toMatchObject({ code: 1018 });
  });

  test('of an inactive credential there is none to give back', async () => {
    await call('GET', '/iso/pam/credential/123');
    await call('DELETE', '/iso/pam/credential/123');
    expect((await call('DELETE', '/iso/pam/credential/custody/123')).json().exception).toMatchObject({ code: 1008 });
  });

  test('the list takes none, and says when the password was seen last', async () => {
    await call('GET', '/iso/pam/credential/123');
    await call('DELETE', '/iso/pam/credential/custody/123');
    const listed = (await call('GET', '/iso/pam/credential')).json().credentials?.[0];
    expect(listed).toMatchObject({
      id: '123',
      change: null,
      view: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:/) as unknown,
    });
    expect(custodies()).toEqual([]);
  });
});

describe('a password that changes on release', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string) => running().client.as('default', method, path);
  const read = async () =>
    (JSON.parse((await call('GET', '/iso/pam/credential/126')).text) as { credential: { password: string } }).credential
      .password;
  const release = () => call('DELETE', '/iso/pam/credential/custody/126');
  const changed = async () => {
    const { credentials } = JSON.parse((await call('GET', '/iso/pam/credential')).text) as {
      credentials: { id: string; change: string | null; automatic_change: string }[];
    };
    return credentials.find(({ id }) => id === '126');
  };
  const logsIn = async (password: string) => {
    const { client, emulator } = running();
    const headers = { [emulator.control.header]: emulator.control.key };
    const json = { username: 'rotating', hostname: 'db.example.com', password };
    return (await client.call('POST', '/_emulator/login', { headers, json })).json().accepted;
  };

  test('works until then and is dead from then on; the list says when', async () => {
    expect(await changed()).toMatchObject({ change: '2026-01-31 12:00:00', automatic_change: '1' });
    const password = await read();
    expect(await logsIn(password)).toBe(true);
    await release();
    expect(await logsIn(password)).toBe(false);
    const { change } = (await changed()) ?? {};
    expect(change).not.toBe('2026-01-31 12:00:00');
    expect(await logsIn(await read())).toBe(true);
  });

  test('two jobs of one authorization: the first to end kills the password of the second', async () => {
    const [first, second] = [await read(), await read()];
    expect(second).toBe(first);
    await release();
    expect(await logsIn(second)).toBe(false);
    expect((await release()).json().exception).toMatchObject({ code: 1018 });
  });

  test('the change can take its time', async () => {
    const { emulator } = running();
    emulator.vault.settings.changeDelay = 40;
    const password = await read();
    await release();
    expect([await logsIn(password), await changed()]).toMatchObject([true, { change: '2026-01-31 12:00:00' }]);
    expect(emulator.state().changes).toMatchObject([{ credential: '126', done: false }]);
    emulator.vault.clock.advance(41_000);
    expect(await logsIn(password)).toBe(false);
    const [change] = emulator.state().changes;
    expect(await changed()).toMatchObject({ change: change?.due });
  });

  test('a credential without such a change keeps its password', async () => {
    await call('GET', '/iso/pam/credential/123');
    await call('DELETE', '/iso/pam/credential/custody/123');
    expect((await call('GET', '/iso/pam/credential/123')).text).toContain('fake-admin-password');
    expect(running().emulator.state().changes).toEqual([]);
  });
});
