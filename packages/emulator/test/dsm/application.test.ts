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
    const answer = await running().client.as('default', 'POST', '/iso/dapp/application', { form });
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
