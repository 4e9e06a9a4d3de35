import fc from 'fast-check';
import { startEmulator } from '../../src/index.js';
import { clientOf } from '../support/client.js';
import { eachWithEmulator } from '../support/running.js';

describe('bodies as clients send them', () => {
  const running = eachWithEmulator();
  const data = JSON.stringify({ TOKEN: 'fake-token' });
  const multipart = (fields: Readonly<Record<string, string>>, boundary = 'fake-boundary') => ({
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: [
      ...Object.entries(fields).map(
        ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
      `--${boundary}--\r\n`,
    ].join(''),
  });

  test.each([
    ['/iso/sctm/secret', { identity: 'of-multipart', data }, 201],
    ['/iso/dapp/application', { application: 'a', system: 's', environment: 'e' }, 201],
    ['/iso/cicd/variables', { env: Buffer.from('A=1').toString('base64'), map: '' }, 200],
    ['/iso/coe/dapp/provision', { pod_name: 'p', deploy: 'd', namespace: 'n' }, 201],
  ])('multipart/form-data on %s', async (path, fields, status) => {
    expect((await running().client.as('default', 'POST', path, multipart(fields))).status).toBe(status);
  });

  test('any text comes whole out of multipart', async () => {
    const { client, emulator } = running();
    const headers = await client.bearer();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const options = multipart({ identity: 'x', name: text, data });
        fc.pre(!text.includes('fake-boundary'));
        await client.call('POST', '/iso/sctm/secret', { ...options, headers: { ...options.headers, ...headers } });
        expect(emulator.requests.entries.at(-1)?.body.name).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  test('multipart that is none is refused', async () => {
    const broken = { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: 'identity=x' };
    expect((await running().client.as('default', 'POST', '/iso/sctm/secret', broken)).status).toBe(400);
  });

  test('a slash at the end of a path', async () => {
    expect((await running().client.as('default', 'GET', '/iso/sctm/secret/')).status).toBe(200);
    expect((await running().client.as('default', 'GET', '/api/pam/key/456/')).status).toBe(200);
  });

  test('HEAD / is answered to anybody, GET / is not', async () => {
    const { client } = running();
    const head = await client.call('HEAD', '/');
    expect([head.status, head.text]).toEqual([200, '']);
    expect((await client.call('GET', '/')).status).toBe(404);
  });
});

test('below a prefix the root and the tokens answer too', async () => {
  const emulator = await startEmulator({ http: true, prefix: '/senhasegura' });
  const client = clientOf(emulator);
  expect((await client.call('HEAD', '')).status).toBe(200);
  expect((await client.call('HEAD', '/')).status).toBe(200);
  const form = { grant_type: 'client_credentials', client_id: emulator.clientId, client_secret: emulator.clientSecret };
  expect((await client.call('POST', '/iso/oauth2/token', { form })).status).toBe(200);
  client.close();
  await emulator.stop();
});
