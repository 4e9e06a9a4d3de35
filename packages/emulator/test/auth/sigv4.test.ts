import { eachWithEmulator } from '../support/running.js';
import { signSigV4 } from '../support/sign-sigv4.js';

const keys = { accessKeyId: 'EMULATORACCESSKEYID', secretAccessKey: 'fake-secret-access-key' };
const path = '/iso/dapp/application?unique_key=fake-unique-key';

describe('AWS Signature Version 4', () => {
  const running = eachWithEmulator();
  const get = (target: string, signedTarget = target, secrets = keys, time = new Date(), extra = {}) => {
    const { client, emulator } = running();
    const headers = signSigV4({ method: 'GET', url: emulator.url + signedTarget }, secrets, time);
    return client.call('GET', target, { headers: { ...headers, ...extra } });
  };

  test('a signed request with the unique key is believed', async () => {
    expect((await get(path)).json().application).toMatchObject({ name: 'aws' });
  });

  test.each([
    ['another secret key', () => get(path, path, { ...keys, secretAccessKey: 'wrong' }), 'Invalid signature'],
    ['another query than signed', () => get(`${path}&more=1`, path), 'Invalid signature'],
    ['another unique key', () => get('/iso/sctm/secret?unique_key=x'), 'Unknown access key or unique key'],
    ['no unique key', () => get('/iso/sctm/secret'), 'Unknown access key or unique key'],
    ['an old date', () => get(path, path, keys, new Date(Date.now() - 16 * 60_000)), /x-amz-date/],
    ['an unsigned x-amz header', () => get(path, path, keys, new Date(), { 'x-amz-extra': '1' }), /not signed/],
  ])('%s is refused', async (_what, send, reason) => {
    const answer = await send();
    expect(answer.status).toBe(401);
    expect(answer.json().message).toMatch(reason);
  });
});
