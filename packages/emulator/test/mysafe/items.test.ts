import { eachWithEmulator } from '../support/running.js';

describe('MySafe', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string, json?: unknown) =>
    running().client.as('mysafe', method, `/api/mysafe/${path}`, json === undefined ? {} : { json });

  test.each([
    ['password/197', 'password_entity', { username: 'robot', password: 'fake-registry-password', token: null }],
    ['note/12', 'note_entity', { note: 'fake note line 1\nfake note line 2', tags: 'ci' }],
    ['secretapi/5', 'api_secret_entity', { client_id: 'fake-payment-client', client_secret: 'fake-payment-secret' }],
  ])('%s is read', async (path, entity, expected) => {
    const answer = await call('GET', path);
    expect(answer.json().response?.[entity]).toMatchObject({ identifier: path.split('/')[1], ...expected });
  });

  test.each([
    ['password', 'password_on_list', ['197']],
    ['note', 'note_on_list', ['12']],
    ['secretapi?identifier_code=payment', 'api_secret_on_list', ['5']],
    ['secretapi?tag=ci', 'api_secret_on_list', ['5']],
    ['secretapi?tag=other', 'api_secret_on_list', []],
  ])('the list %s holds no secret', async (path, onList, identifiers) => {
    const answer = await call('GET', path);
    const listed = JSON.parse(JSON.stringify(answer.json().response?.[onList])) as { identifier: string }[];
    expect(listed.map(({ identifier }) => identifier)).toEqual(identifiers);
    expect(answer.text).not.toMatch(/fake-registry-password|fake note|fake-payment-secret/);
  });

  test.each([
    ['password/999', '1005: Password not found'],
    ['note/999', '1005: Note not found'],
    ['secretapi/999', '1005: Api secret not found'],
    ['password/198', '1006: User does not have access'],
    ['password/199', '1009: Password inactive'],
  ])('%s is refused', async (path, message) => {
    const answer = await call('GET', path);
    expect(answer.status).toBe(400);
    expect(answer.json().exception).toMatchObject({ message });
  });

  test('an item is made, changed, switched off and on', async () => {
    const made = await call('POST', 'password', { name: 'new', password: 'fake-1', username: 'u' });
    expect(made.status).toBe(201);
    const { identifier } = (JSON.parse(made.text) as { response: { identifier: string } }).response;
    await call('PUT', `password/update/${identifier}`, { password: 'fake-2' });
    const entity = { name: 'new', username: 'u', password: 'fake-2' };
    expect((await call('GET', `password/${identifier}`)).json().response?.password_entity).toMatchObject(entity);
    await call('POST', `password/inactive/${identifier}`);
    expect((await call('GET', `password/${identifier}`)).json().exception).toMatchObject({ code: 1009 });
    await call('POST', `password/active/${identifier}`);
    expect((await call('GET', `password/${identifier}`)).status).toBe(200);
  });

  test('needs its own authorization', async () => {
    expect((await running().client.as('default', 'GET', '/api/mysafe/password')).status).toBe(403);
  });
});
