import { eachWithEmulator } from '../support/running.js';

describe('encryption as a service', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string, json?: unknown) =>
    running().client.as('default', method, `/iso/sctm/encryption/${path}`, json === undefined ? {} : { json });
  const valueOf = async (path: string, json: unknown) => {
    const answer = await call('POST', path, json);
    return (JSON.parse(answer.text) as { encrypted_value?: string }).encrypted_value;
  };

  test('what a version encrypts, the same version decrypts', async () => {
    await call('POST', 'key', { name: 'notebook', algorithm: 'aes128-gcm96' });
    const value = await valueOf('encrypt', { key: '1', version: 1, value: 'plain-ç' });
    expect(value).not.toContain('plain');
    await call('PUT', 'key/1', { algorithm: 'aes256-gcm96' });
    expect((await call('GET', 'key/1')).json().encryption_key).toMatchObject({
      version: '2',
      algorithm: 'aes256-gcm96',
    });
    expect(await valueOf('decrypt', { key: 'notebook', version: 1, value })).toBe('plain-ç');
    const wrong = await call('POST', 'decrypt', { key: '1', version: 2, value });
    expect(wrong.json().exception).toMatchObject({ code: 1001 });
  });

  test('a deleted key is not listed and does not work', async () => {
    await call('POST', 'key', { name: 'short-lived' });
    expect((await call('GET', 'key')).json().encryption_keys).toMatchObject([{ id: '1', name: 'short-lived' }]);
    expect((await call('DELETE', 'key/1')).status).toBe(200);
    expect((await call('GET', 'key')).json().encryption_keys).toEqual([]);
    expect((await call('POST', 'encrypt', { key: '1', value: 'x' })).json().exception).toMatchObject({ code: 1017 });
    expect((await call('DELETE', 'key/1')).json().exception).toMatchObject({ code: 1017 });
  });

  test.each([
    ['POST', 'key', {}, 400],
    ['POST', 'key', { name: 'x', algorithm: 'rot13' }, 400],
    ['GET', 'key/9', undefined, 404],
    ['POST', 'encrypt', { key: '9', value: 'x' }, 404],
    ['POST', 'encrypt', { value: 'x' }, 400],
  ])('%s %s %j is refused', async (method, path, json, status) => {
    expect((await call(method, path, json)).status).toBe(status);
  });
});
