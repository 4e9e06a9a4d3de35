import { constants, privateDecrypt } from 'node:crypto';
import { eachWithEmulator } from '../support/running.js';

describe('POST /iso/dapp/application', () => {
  const running = eachWithEmulator();
  const form = { application: 'my-app', system: 'production', environment: 'prod', tags: 'a, b' };
  const register = (path = '/iso/dapp/application') => running().client.as('registrar', 'POST', path, { form });

  test('makes a new authorization once and finds it afterwards', async () => {
    const first = await register('/iso/dapp/Application');
    const second = await register();
    expect([first.status, second.status]).toEqual([201, 200]);
    const { id, signature } = JSON.parse(first.text) as { id: string; signature: string };
    expect(second.json()).toMatchObject({ id, signature });
    const grant = { grant_type: 'client_credentials', client_id: id, client_secret: signature };
    const token = await running().client.call('POST', '/iso/oauth2/token', { form: grant });
    expect(token.status).toBe(200);
  });

  test('the new authorization is for its application and can be deactivated, after which it is made anew', async () => {
    const { client } = running();
    const first = JSON.parse((await register()).text) as { id: string; signature: string };
    const grant = { grant_type: 'client_credentials', client_id: first.id, client_secret: first.signature };
    const token = JSON.parse((await client.call('POST', '/iso/oauth2/token', { form: grant })).text) as {
      access_token: string;
    };
    const headers = { authorization: `Bearer ${token.access_token}` };
    const { application } = (await client.call('GET', '/iso/dapp/application', { headers })).json();
    expect(application).toMatchObject({ name: 'my-app', system: 'production', environment: 'prod', tags: ['a', 'b'] });
    expect((await client.call('DELETE', '/iso/dapp/application/authorization', { headers })).status).toBe(200);
    const again = await client.call('DELETE', '/iso/dapp/application/authorization', { headers });
    expect(again.status).toBe(401);
    expect(again.json().response).toMatchObject({ message: 'Inactive authorization' });
    expect((await register()).status).toBe(201);
  });

  test.each(['application', 'system', 'environment'])('%s is required', async (name) => {
    const incomplete = { ...form, [name]: '' };
    const answer = await running().client.as('registrar', 'POST', '/iso/dapp/application', { form: incomplete });
    expect(answer.json().exception).toMatchObject({ code: 1001, message: `1001: The parameter ${name} is missing` });
  });

  test('needs the permission to register', async () => {
    const answer = await running().client.as('read-only', 'POST', '/iso/dapp/application', { form });
    expect(answer.status).toBe(403);
  });

  test('the restrictions that were asked for hold', async () => {
    const { client } = running();
    const restricted = { form: { ...form, allowed_ips: '192.0.2.1' } };
    const made = JSON.parse((await client.as('registrar', 'POST', '/iso/dapp/application', restricted)).text) as {
      id: string;
      signature: string;
    };
    const grant = { grant_type: 'client_credentials', client_id: made.id, client_secret: made.signature };
    const token = JSON.parse((await client.call('POST', '/iso/oauth2/token', { form: grant })).text) as {
      access_token: string;
    };
    const headers = { authorization: `Bearer ${token.access_token}` };
    expect((await client.call('GET', '/iso/dapp/application', { headers })).status).toBe(403);
  });
});

describe('what a registration can say besides', () => {
  const running = eachWithEmulator();
  const form = { application: 'my-app', system: 'production', environment: 'prod' };
  const register = (more: Readonly<Record<string, string>>) =>
    running().client.as('default', 'POST', '/iso/dapp/application', { form: { ...form, ...more } });
  const idOf = async (more: Readonly<Record<string, string>>) => (await register(more)).json().id;

  test('a unique key decides, before system and environment', async () => {
    const keyed = await idOf({ unique_key: 'fake-key' });
    expect(await idOf({ unique_key: 'fake-key', system: 'other', environment: 'other' })).toEqual(keyed);
    expect(await idOf({ unique_key: 'fake-other-key' })).not.toEqual(keyed);
    expect(await idOf({})).toEqual(keyed);
  });

  test('answers are encrypted when it asks for that, for the key that the console would show', async () => {
    const { client, emulator } = running();
    const made = JSON.parse((await register({ encryption_enabled: 'true' })).text) as { id: string; signature: string };
    const shown = await client.call('GET', '/_emulator/authorizations', {
      headers: { [emulator.control.header]: emulator.control.key },
    });
    const { authorizations } = JSON.parse(shown.text) as {
      authorizations: { auth: { clientId?: string }; decryptionKey?: string }[];
    };
    const key = authorizations.find(({ auth }) => auth.clientId === made.id)?.decryptionKey ?? '';
    const grant = { grant_type: 'client_credentials', client_id: made.id, client_secret: made.signature };
    const token = await client.call('POST', '/iso/oauth2/token', { form: grant });
    const headers = { authorization: `Bearer ${(JSON.parse(token.text) as { access_token: string }).access_token}` };
    const read = JSON.parse((await client.call('GET', '/iso/sctm/secret', { headers })).text) as {
      secrets: { data: { password: string }[] }[];
    };
    const sealed = Buffer.from(read.secrets[0]?.data[0]?.password ?? '', 'base64');
    const opened = privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, sealed);
    expect(opened.toString()).toBe('fake-database-password-1');
  });

  test.each([
    ['[{"device": "192.0.2.13", "profile": "SQLServer"}]', 201],
    ['[{"device": "192.0.2.13"}]', 400],
    ['SQLServer', 400],
  ])('credential_profiles %s is answered with %i', async (profiles, status) => {
    expect((await register({ credential_profiles: profiles })).status).toBe(status);
  });
});
