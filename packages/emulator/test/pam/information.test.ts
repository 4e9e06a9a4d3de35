import { eachWithEmulator } from '../support/running.js';

describe('protected information', () => {
  const running = eachWithEmulator();
  const call = (method: string, path: string, json?: unknown) =>
    running().client.as('default', method, path, json === undefined ? {} : { json });

  test('is read by its id', async () => {
    expect((await call('GET', '/iso/pam/info/28')).json().info).toEqual({
      ...{ id: '28', tag: 'licence', type: 'Text' },
      content: 'fake-licence-line-1\nfake-licence-line-2\n',
    });
  });

  test('is made, changed and switched off', async () => {
    const made = await call('POST', '/iso/pam/info', { identifier: 'i', content: 'fake-1', name: 'n' });
    expect(made.status).toBe(201);
    expect(made.json().info).toEqual({
      ...{ identifier: 'i', content: 'fake-1', name: 'n', type: 'Text', service: '', url: '', users_allowed: [] },
    });
    const { id } =
      running()
        .emulator.state()
        .information.find(({ identifier }) => identifier === 'i') ?? {};
    await call('POST', '/iso/pam/info', { identifier: 'i', content: 'fake-2' });
    expect((await call('GET', `/iso/pam/info/${id}`)).json().info).toMatchObject({ content: 'fake-2' });
    expect((await call('DELETE', `/iso/pam/info/${id}`)).status).toBe(200);
    expect((await call('DELETE', `/iso/pam/info/${id}`)).json().exception).toMatchObject({ code: 1024 });
  });

  test.each([
    ['GET', '/iso/pam/info/999', undefined, 1023],
    ['GET', '/iso/pam/info/29', undefined, 1024],
    ['POST', '/iso/pam/info', { name: 'empty' }, 1026],
  ])('%s %s is refused', async (method, path, json, code) => {
    expect((await call(method, path, json)).json().exception).toMatchObject({ code });
  });
});
