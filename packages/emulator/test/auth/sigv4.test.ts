import { canonicalRequest, sha256, sigv4Signature } from '../../src/auth/sigv4.js';
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

/** The example key of AWS's own Signature Version 4 test suite, put together from its halves. */
const exampleKey = ['wJalrXUtnFEMI/K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('+');
const scope = { date: '20150830', region: 'us-east-1', service: 'service' };
const time = '20150830T123600Z';
const headers = { host: 'example.amazonaws.com', 'x-amz-date': time };
const vanilla = { headers, signedHeaders: ['host', 'x-amz-date'], payloadHash: sha256('') };

describe("AWS's Signature Version 4 test suite", () => {
  test.each([
    ['get-vanilla', 'GET', '/', [], '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['post-vanilla', 'POST', '/', [], '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'get-vanilla-query-order-key-case',
      'GET',
      '/',
      [
        ['Param2', 'value2'],
        ['Param1', 'value1'],
      ] as [string, string][],
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
  ])('%s', (_name, method, path, query, signature) => {
    const canonical = canonicalRequest({ ...vanilla, method, path, query: query });
    expect(sigv4Signature(canonical, time, scope, exampleKey)).toBe(signature);
  });

  test('an encoded path is encoded a second time', () => {
    const canonical = canonicalRequest({ ...vanilla, method: 'GET', path: '/a%2Fb/c', query: [] });
    expect(canonical.split('\n')[1]).toBe('/a%252Fb/c');
  });

  test('runs of spaces in a header count as one', () => {
    const canonical = canonicalRequest({
      ...vanilla,
      ...{ method: 'GET', path: '/', query: [], signedHeaders: ['my-header'], headers: { 'my-header': '  a   b c ' } },
    });
    expect(canonical.split('\n')[3]).toBe('my-header:a b c');
  });
});
