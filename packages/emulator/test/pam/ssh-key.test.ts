import { eachWithEmulator } from '../support/running.js';

describe('SSH keys', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string, json?: unknown) =>
    running().client.as('default', method, path, json === undefined ? {} : { json });

  test('GET /iso/pam/key/{id} gives the pair; it takes no custody', async () => {
    const { key } = (await call('GET', '/iso/pam/key/456')).json();
    expect(key).toMatchObject({ id: '456', username: 'deploy', key_name: 'deploy', hostname: 'web.example.com' });
    expect(key?.private_key).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n[\s\S]+\n-----END/);
    expect(key?.public_key).toMatch(/^ssh-ed25519 [A-Za-z0-9+/=]+ deploy@web\.example\.com$/);
    expect(running().emulator.state().custodies).toEqual([]);
  });

  test('rotation really changes the key', async () => {
    const before = (await call('GET', '/api/pam/sshkey/456')).json().response?.key;
    expect((await call('POST', '/api/pam/sshkey/456/rotate')).status).toBe(200);
    const after = (await call('GET', '/api/pam/sshkey/456')).json().response?.key;
    expect(after?.private_key).not.toEqual(before?.private_key);
    expect(after?.public_key).not.toEqual(before?.public_key);
    expect(running().emulator.state().sshKeys).toContainEqual({ id: '456', active: true, rotations: 1 });
  });

  test('GET /api/pam/sshkey lists the keys without their private halves', async () => {
    const answer = await call('GET', '/api/pam/sshkey');
    expect(answer.json().response?.keys).toMatchObject([
      { identifier: 'deploy-key-prod' },
      { id: '457' },
      { id: '458' },
    ]);
    expect(answer.text).not.toContain('PRIVATE KEY');
  });

  test.each([
    ['GET', '999', 1015],
    ['GET', '123', 1016],
    ['GET', '458', 1017],
    ['DELETE', '458', 1017],
    ['PUT', '456', 1045],
  ])('%s %s is refused with %i', async (method, id, code) => {
    expect((await call(method, `/iso/pam/key/${id}`)).json().exception).toMatchObject({ code });
  });

  test('a key is made, changed, switched off and on again', async () => {
    const json = {
      ...{ identifier: 'mine', username: 'me', hostname: 'web.example.com', ip: '192.0.2.60', key_name: 'n' },
      ...{ public_key: 'ssh-ed25519 FAKE', private_key: 'fake-private-key', password: 'fake-passphrase' },
      devices: [{ hostname: 'db.example.com' }, { hostname: 'unknown.example.com' }],
    };
    const made = await call('POST', '/iso/pam/key', json);
    const { key } = JSON.parse(made.text) as { key: { id: string } };
    expect(key).toMatchObject({
      tag: 'mine',
      devices: [{ hostname: 'db.example.com' }],
      devices_error: [{ hostname: 'unknown.example.com', message: '1011: Device not found' }],
    });
    expect((await call('POST', '/iso/pam/key', { ...json, private_key: 'fake-other' })).json().key).toMatchObject({
      id: key.id,
    });
    expect((await call('GET', `/iso/pam/key/${key.id}`)).json().key).toMatchObject({
      private_key: 'fake-other',
      password: 'fake-passphrase',
    });
    expect((await call('DELETE', `/iso/pam/key/${key.id}`)).status).toBe(200);
    expect((await call('PUT', `/iso/pam/key/${key.id}`)).status).toBe(200);
    expect((await call('PUT', `/api/pam/sshkey/${key.id}`, { passphrase: 'fake-new' })).status).toBe(200);
    expect((await call('GET', `/iso/pam/key/${key.id}`)).json().key).toMatchObject({ password: 'fake-new' });
  });

  test.each([
    [{ hostname: '' }, 1004],
    [{ ip: '' }, 1005],
    [{ public_key: '' }, 1013],
    [{ private_key: '' }, 1014],
    [{ identifier: 'db-admin-prod' }, 1001],
  ])('a new key with %j is refused with %i', async (wrong, code) => {
    const full = { identifier: 'x', hostname: 'h', ip: '192.0.2.1', public_key: 'p', private_key: 'k' };
    expect((await call('POST', '/iso/pam/key', { ...full, ...wrong })).json().exception).toMatchObject({ code });
  });
});

describe('SSH keys on /api/pam/key', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string, json?: unknown) =>
    running().client.as('default', method, path, json === undefined ? {} : { json });

  test('are read, and an update sends only what changes', async () => {
    const before = (await call('GET', '/api/pam/key/456')).json().response?.key;
    const changed = await call('POST', '/api/pam/key', {
      identifier: 'deploy-key-prod',
      public_key: 'ssh-ed25519 NEW',
    });
    expect(changed.status).toBe(201);
    const after = (await call('GET', '/api/pam/key/456')).json().response?.key;
    expect(after).toEqual({ ...before, public_key: 'ssh-ed25519 NEW' });
    expect(after?.tags).toEqual([]);
    expect((await call('DELETE', '/api/pam/key/456')).status).toBe(200);
    expect((await call('PUT', '/api/pam/key/456')).status).toBe(200);
  });

  test('repeated form fields are a list', async () => {
    const body = 'identifier=deploy-key-prod&tags=one&tags=two';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await running().client.as('default', 'POST', '/iso/pam/key', { body, headers });
    expect((await call('GET', '/iso/pam/key/456')).json().key?.tags).toEqual(['one', 'two']);
  });
});
