import { eachWithEmulator } from '../support/running.js';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

describe('writing DSM secrets', () => {
  const running = eachWithEmulator();
  const read = async (identity: string) =>
    (await running().client.as('default', 'GET', `/api/dsm/secret/${encodeURIComponent(identity)}`)).json().response
      ?.secret;

  test('POST /iso/sctm/secret stores blocks under their labels', async () => {
    const data = {
      access_keys: [
        {
          access_key: {
            type: 'aws',
            fields: {
              access_key_id: 'FAKEID',
              access_key_id_label: 'AWS_ACCESS_KEY_ID',
              secret_access_key: 'fake-key',
              secret_access_key_label: 'AWS_SECRET_ACCESS_KEY',
            },
          },
        },
      ],
      credentials: [
        {
          credential: {
            fields: { user: 'u', user_label: 'DB_USER', password: 'fake-p', password_label: '', host: 'h' },
          },
        },
      ],
      key_value: { fields: { KEY: 'value' } },
    };
    const form = { identity: 'new/secret', name: 'New', engine: 'GitLab', data: base64(data) };
    const answer = await running().client.as('default', 'POST', '/iso/sctm/secret', { form });
    expect(answer.status).toBe(201);
    expect(answer.json().application?.secrets).toHaveLength(1);
    expect(await read('new/secret')).toMatchObject({
      ...{ secret_name: 'New', engine: 'GitLab', version: '1' },
      data: [
        { AWS_ACCESS_KEY_ID: 'FAKEID', AWS_SECRET_ACCESS_KEY: 'fake-key' },
        { DB_USER: 'u', password: 'fake-p', host: 'h' },
        { KEY: 'value' },
      ],
    });
  });

  test('POST /api/dsm/secret takes a plain object, PUT changes it, DELETE removes it', async () => {
    const { client } = running();
    const json = { identity: 'plain', data: { USER: 'u', PASSWORD: 'fake-1', PORT: 5 } };
    expect((await client.as('default', 'POST', '/api/dsm/secret', { json })).status).toBe(201);
    const change = { json: { data: { PASSWORD: 'fake-2' } } };
    expect((await client.as('default', 'PUT', '/api/dsm/secret/plain', change)).status).toBe(200);
    expect(await read('plain')).toMatchObject({ data: { PASSWORD: 'fake-2' }, version: '2' });
    expect((await client.as('default', 'DELETE', '/api/dsm/secret/plain')).status).toBe(200);
    expect((await client.as('default', 'GET', '/api/dsm/secret/plain')).status).toBe(404);
  });

  test.each([
    [{ data: base64({}) }, '1001: The parameter identity is missing'],
    [{ identity: 'x' }, '1001: The parameter data is missing'],
    [{ identity: 'x', data: '%%%' }, '1001: The parameter data is invalid'],
    [{ identity: 'x', data: base64({ nested: {} }) }, '1001: The parameter data is invalid'],
  ])('%j is refused', async (form, message) => {
    const answer = await running().client.as('default', 'POST', '/iso/sctm/secret', { form });
    expect(answer.status).toBe(400);
    expect(answer.json().exception).toEqual({ code: 1001, message, detail: null });
  });

  test('an identity out of reach is a duplicate', async () => {
    const form = { identity: 'database-prod', data: base64({ A: '1' }) };
    const answer = await running().client.as('no-secrets', 'POST', '/iso/sctm/secret', { form });
    expect(answer.json().exception).toMatchObject({ message: '1001: The identifier is in use' });
  });

  test('an authorization that reads only is refused', async () => {
    const form = { identity: 'x', data: base64({ A: '1' }) };
    expect((await running().client.as('read-only', 'POST', '/iso/sctm/secret', { form })).status).toBe(403);
  });

  test('malformed JSON is refused', async () => {
    const options = { body: '{', headers: { 'content-type': 'application/json' } };
    expect((await running().client.as('default', 'POST', '/iso/sctm/secret', options)).status).toBe(400);
  });
});

describe('secrets of several environments', () => {
  const running = eachWithEmulator();
  const write = (name: string, value: string) => {
    const form = {
      identity: 'shared',
      data: base64({ TOKEN: value }),
      renew_cloud_time: '',
      renew_credential_time: '60',
    };
    return running().client.as(name, 'POST', '/iso/sctm/secret', { form });
  };
  const listed = async (name: string, path: string) => (await running().client.as(name, 'GET', path)).text;

  test('each authorization writes and lists its own, and the application lists both', async () => {
    await write('default', 'fake-of-test');
    await write('second', 'fake-of-production');
    expect(await listed('default', '/iso/sctm/secret')).toMatch(/fake-of-test/);
    expect(await listed('default', '/iso/sctm/secret')).not.toMatch(/fake-of-production/);
    expect(await listed('second', '/iso/sctm/secret')).not.toMatch(/fake-of-test/);
    expect(await listed('default', '/iso/dapp/application')).toMatch(/fake-of-test.*fake-of-production/);
  });

  test('an empty renewal is turned off', async () => {
    const answer = (await write('default', 'fake')).json();
    expect(answer.application?.secrets?.[0]).toMatchObject({ renew_cloud_time: false, renew_credential_time: '60' });
  });
});
