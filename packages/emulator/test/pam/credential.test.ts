import { eachWithEmulator, sampleWithKey } from '../support/running.js';

describe('PAM credentials', () => {
  const running = eachWithEmulator();
  const get = (path: string, name = 'default') => running().client.as(name, 'GET', path);

  test('the list has active credentials and SSH keys, and no password', async () => {
    const answer = await get('/iso/pam/credential');
    const listed = JSON.parse(JSON.stringify(answer.json().credentials)) as { id: string; identifier: string }[];
    expect(listed.map(({ id }) => id)).toEqual(['123', '124', '126', '456', '457']);
    expect(listed[0]).toMatchObject({ identifier: 'db-admin-prod', username: 'admin', hostname: 'db.example.com' });
    expect(answer.text).not.toContain('fake-');
  });

  test.each(['123', 'admin@db.example.com', 'db-admin-prod?credential=db-admin-prod'])(
    'GET /iso/pam/credential/%s gives the password and takes custody',
    async (reference) => {
      const { credential } = (await get(`/iso/pam/credential/${reference}`)).json();
      expect(credential).toMatchObject({ id: '123', tag: 'db-admin-prod', password: 'fake-admin-password' });
      expect(credential?.content).toEqual(credential?.password);
      expect(running().emulator.state().custodies).toEqual([{ credential: '123', holder: 'default' }]);
    },
  );

  test.each([
    ['/iso/pam/credential/999', 1007, '1007: Credential not found'],
    ['/iso/pam/credential/svc%40corp.example.com%40app.example.com', 1007, '1007: Credential not found'],
    ['/iso/pam/credential/125', 1008, '1008: Credential inactive'],
    ['/iso/coe/senha', 1001, '1001: The parameter credentialId is missing'],
  ])('%s is refused with %i', async (path, code, message) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(answer.json().exception).toEqual({ code, message, detail: null });
  });

  test('what lies in the custody of one authorization is kept from another until it is released', async () => {
    const { client, emulator } = running();
    await get('/iso/pam/credential/123');
    const kept = await get('/iso/pam/credential/123', 'second');
    expect(kept.json().exception).toMatchObject({ code: 1009 });
    const foreign = await client.as('second', 'DELETE', '/iso/pam/credential/custody/123');
    expect(foreign.json().exception).toMatchObject({
      message: '1018: The credential is not in the user custody',
    });
    const released = await client.as('default', 'DELETE', '/iso/pam/credential/custody/123');
    expect(released.json().response).toMatchObject({ message: 'Credential custody 123 released', error: false });
    expect((await get('/iso/pam/credential/123', 'second')).status).toBe(200);
    expect(emulator.state()).toMatchObject({
      custodies: [{ credential: '123', holder: 'second' }],
      releases: [{ credential: '123', holder: 'default' }],
    });
    const again = await client.as('default', 'DELETE', '/iso/pam/credential/custody/123');
    expect(again.json().exception).toMatchObject({ code: 1018 });
  });

  test.each(['/iso/coe/senha?credentialId=123', '/iso/coe/senha/123'])('%s answers inside response', async (path) => {
    running().emulator.vault.settings.legacyRead = 'credential';
    const answer = (await get(path)).json();
    expect(answer.response?.credential).toEqual({
      id: '123',
      password: 'fake-admin-password',
      expiration: '2030-12-31T23:59:59',
    });
    expect(running().emulator.state().custodies).toHaveLength(1);
  });

  test('on /api the read by id gives metadata only, or the password when set so', async () => {
    running().emulator.vault.settings.apiCredential = 'metadata';
    const metadata = await get('/api/pam/credential/123');
    expect(metadata.json().response?.credential).toMatchObject({ identifier: 'db-admin-prod' });
    expect(metadata.text).not.toContain('fake-admin-password');
    expect(running().emulator.state().custodies).toEqual([]);
    running().emulator.vault.settings.apiCredential = 'password';
    expect((await get('/api/pam/credential/123')).json().response?.credential).toMatchObject({
      password: 'fake-admin-password',
    });
  });

  test('a credential out of reach is refused', async () => {
    expect((await get('/iso/pam/credential/123', 'no-secrets')).json().exception).toMatchObject({ code: 1009 });
  });

  test('DELETE deactivates and PUT activates, each once', async () => {
    const { client } = running();
    const path = '/iso/pam/credential/admin%40db.example.com';
    const codes = [];
    for (const method of ['DELETE', 'DELETE', 'PUT', 'PUT']) {
      const answer = await client.as('default', method, path);
      codes.push(answer.status === 200 ? 200 : answer.json().exception?.code);
    }
    expect(codes).toEqual([200, 1017, 200, 1017]);
  });

  test('an unknown device is 1011', async () => {
    expect((await get('/iso/pam/device/nowhere')).json().exception).toMatchObject({ code: 1011 });
    expect((await get('/iso/pam/device/db.example.com')).json().device).toMatchObject({ ip: '192.0.2.50' });
  });
});

describe('writing PAM credentials', () => {
  const running = eachWithEmulator();
  const full = {
    username: 'new',
    hostname: 'new.example.com',
    ip: '192.0.2.9',
    content: 'fake-1',
    identifier: 'new-one',
  };

  test('POST creates, and updates what has the same identifier', async () => {
    const { client } = running();
    const made = await client.as('default', 'POST', '/iso/pam/credential', { form: full });
    expect(made.status).toBe(201);
    const { credential } = JSON.parse(made.text) as { credential: { id: string; tag: string } };
    expect(credential.tag).toBe('new-one');
    const json = { ...full, content: undefined, password: 'fake-2', additional_info: 'seed spelling' };
    const changed = await client.as('default', 'POST', '/api/pam/credential', { json });
    expect(changed.json().response?.credential).toEqual({ ...credential });
    const read = await client.as('default', 'GET', `/iso/pam/credential/${credential.id}`);
    expect(read.json().credential).toMatchObject({ password: 'fake-2', additional: 'seed spelling' });
  });

  test.each([
    [{ username: '' }, 1001],
    [{ hostname: '' }, 1004],
    [{ ip: '' }, 1005],
    [{ username: ' spaced' }, 1042],
    [{ parent_password: '999' }, 1007],
    [{ identifier: 'deploy-key-prod' }, 1001],
  ])('%j is refused with %i', async (wrong, code) => {
    const answer = await running().client.as('default', 'POST', '/iso/pam/credential', { form: { ...full, ...wrong } });
    expect(answer.json().exception).toMatchObject({ code });
  });

  test('PUT on /api updates when it brings fields', async () => {
    const { client } = running();
    await client.as('default', 'PUT', '/api/pam/credential/123', { json: { password: 'fake-changed' } });
    const read = await client.as('default', 'GET', '/iso/pam/credential/123');
    expect(read.json().credential).toMatchObject({ password: 'fake-changed', username: 'admin' });
  });
});

describe('what the list says of a change', () => {
  const credentials = [
    { id: '1', username: 'a', hostname: 'h', password: 'fake', automaticChange: true },
    { id: '2', username: 'b', hostname: 'h', password: 'fake', automaticChange: null },
    { id: '3', username: 'c', hostname: 'h', password: 'fake', changeOnRelease: true, change: '2026-01-31 12:00:00' },
    { id: '4', username: 'd', hostname: 'h', password: 'fake' },
  ];
  const running = eachWithEmulator({ data: { ...sampleWithKey(), credentials, sshKeys: [] } });

  test.each([
    ['/iso/pam/credential', ['1', undefined, '1', '0']],
    ['/api/pam/credential', [true, undefined, true, false]],
  ])('%s has automatic_change as its pages spell it, or not at all', async (path, expected) => {
    running().emulator.vault.settings.envelope = 'beside';
    const answer = await running().client.as('default', 'GET', path);
    const { credentials: listed } = JSON.parse(answer.text) as { credentials: Readonly<Record<string, unknown>>[] };
    expect(listed.map(({ automatic_change: automatic }) => automatic)).toEqual(expected);
    expect(listed.map(({ change }) => change)).toEqual([null, null, '2026-01-31 12:00:00', null]);
    expect(listed.map(({ view, connectivity_code: code }) => [view, code])).toEqual(
      [null, null, null, null].map((view) => [view, '22']),
    );
  });
});

describe('the forms of the Ansible collection', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string, options = {}) => running().client.as('default', method, path, options);

  test('reads by an id beside an id', async () => {
    expect((await call('GET', '/iso/pam/credential/123?credential=123')).json().credential).toMatchObject({
      id: '123',
    });
    expect((await call('GET', '/iso/pam/credential/db-admin-prod')).json().exception).toMatchObject({ code: 1007 });
  });

  test('deletes by the identifier, with a form that it calls JSON', async () => {
    const body = 'identifier=db-admin-prod';
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const options = { headers, body };
    expect((await call('DELETE', '/iso/pam/credential/db-admin-prod', options)).status).toBe(200);
    expect((await call('GET', '/iso/pam/credential/123')).json().exception).toMatchObject({ code: 1008 });
  });

  test('writes by such a form too', async () => {
    const body = new URLSearchParams({ ...{ username: 'u', hostname: 'h', ip: '192.0.2.1' }, content: 'fake&=1' });
    const options = { headers: { 'content-type': 'application/json' }, body: body.toString() };
    expect((await call('POST', '/iso/pam/credential', options)).status).toBe(201);
    expect((await call('GET', '/iso/pam/credential/u@h')).json().credential).toMatchObject({ password: 'fake&=1' });
  });
});

describe('partial updates of credentials', () => {
  const running = eachWithEmulator();

  test('what an identifier names needs no more than what changes', async () => {
    const { client } = running();
    const form = { identifier: 'db-admin-prod', content: 'fake-changed' };
    expect((await client.as('default', 'POST', '/iso/pam/credential', { form })).status).toBe(201);
    const { credential } = (await client.as('default', 'GET', '/iso/pam/credential/123')).json();
    expect(credential).toMatchObject({ password: 'fake-changed', username: 'admin', ip: '192.0.2.50', port: '5432' });
  });

  test("the seed's create on /api has no address, and its answer says what was made", async () => {
    const json = { identifier: 'of-the-seed', username: 'u', hostname: 'h', password: 'fake' };
    const made = await running().client.as('default', 'POST', '/api/pam/credential', { json });
    expect(made.json().response?.credential).toMatchObject({ identifier: 'of-the-seed', username: 'u', hostname: 'h' });
  });
});
