import fc from 'fast-check';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { isLeftOut, proxyFor } from '../../src/http/proxy.js';
import { createAuthority, type Authority, type Pair } from './support/certificates.js';
import { clientOf, closeClients, failureOf, read, recordedEffects } from './support/client.js';
import { serve, serveProxy, serveRaw, serveTls, serveTlsTunnel, stopServers } from './support/servers.js';
import { needs } from '../../../../test/harness/programs.js';

const vault = new URL('https://vault.example');

function proxyOf(httpsProxy: string) {
  const secrets: string[] = [];
  const proxy = proxyFor(vault, { httpsProxy }, (value) => secrets.push(value));
  return { proxy, secrets };
}

describe('proxyFor', () => {
  test('nothing set, or only empty, is no proxy', () => {
    const none = [{}, { httpsProxy: '' }, { httpsProxy: '  ' }, { httpProxy: 'http://proxy.example' }];
    expect(none.map((proxy) => proxyFor(vault, proxy, () => undefined))).toEqual(none.map(() => undefined));
  });

  test('a vault without TLS, which is on this machine, is reached directly', () => {
    const proxy = { httpProxy: 'http://proxy.example', httpsProxy: 'http://proxy.example' };
    expect(proxyFor(new URL('http://127.0.0.1'), proxy, () => undefined)).toBeUndefined();
  });

  test('an address may lack its scheme', () => {
    expect(proxyOf('proxy.example:3128').proxy).toEqual({ uri: 'http://proxy.example:3128' });
  });

  test.each([
    ['http://user:p%40ss@proxy.example:3128', 'user:p@ss', ['p%40ss', 'p@ss']],
    ['http://user:p@ss^w@proxy.example:3128', 'user:p@ss^w', ['p@ss^w']],
    ['user:plain@proxy.example:3128', 'user:plain', ['plain']],
    ['http://token@proxy.example:3128', 'token:', ['token']],
  ])('%s: the pair goes into a header, and every form of the secret is masked', (address, pair, masked) => {
    const { proxy, secrets } = proxyOf(address);
    const encoded = Buffer.from(pair).toString('base64');
    expect(proxy).toEqual({ uri: 'http://proxy.example:3128', authorization: `Basic ${encoded}` });
    expect(secrets).toEqual(expect.arrayContaining([...masked, encoded]));
  });

  test.each([
    'http://u:hush@',
    'socks5://u:hush@proxy.example',
    'http://u:hush%zz@proxy.example',
    'http://u:hush@proxy.example:99999',
  ])('%s is refused without a word of it', (address) => {
    const secrets: string[] = [];
    const attempt = () => proxyFor(vault, { httpsProxy: address }, (value) => secrets.push(value));
    expect(attempt).toThrow(InputError);
    expect(attempt).not.toThrow(/hush/);
    expect(secrets.some((secret) => secret.startsWith('hush'))).toBe(true);
  });

  test('any user and password arrive as they were meant', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, text, (user, password) => {
        const { proxy, secrets } = proxyOf(
          `http://${encodeURIComponent(user)}:${encodeURIComponent(password)}@proxy.example`,
        );
        const sent = Buffer.from(proxy?.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
        expect(sent).toBe(`${user}:${password}`);
        expect(secrets).toEqual(expect.arrayContaining([password, encodeURIComponent(password)]));
      }),
    );
  });
});

describe('an address that is no address of a proxy', () => {
  test.each([
    'http://u:hush@proxy.example/path',
    'http://u:hush@proxy.example?q=1',
    'http://u:hush@host#x@proxy.example:3128',
    'http://u:12#hush@proxy.example:3128',
    'http://u:hush/word@proxy.example',
    'u:12/hush@proxy.example:3128',
  ])('%s is refused, none of it shown, all of the password masked', (address) => {
    const secrets: string[] = [];
    const attempt = () => proxyFor(vault, { httpsProxy: address }, (value) => secrets.push(value));
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(expect.not.stringMatching(/hush|proxy\.example|word/) as string);
    expect(secrets.join('\n')).toContain(/:([^:/]*.*)@/.exec(address.replace('http://', ''))?.[1]);
  });

  test('a slash at the end is none', () => {
    expect(proxyOf('http://u:word@proxy.example:3128/').proxy?.uri).toBe('http://proxy.example:3128');
  });
});

test.each([
  ['http', { httpProxy: 'http://u:hu%73h@proxy.example' }],
  ['https, where it is not used', { httpsProxy: 'http://u:hu%73h@proxy.example', noProxy: '*' }],
])('the password of the proxy for %s is masked', (_, proxy) => {
  const secrets: string[] = [];
  proxyFor(vault, proxy, (value) => secrets.push(value));
  expect(secrets).toEqual(expect.arrayContaining(['hu%73h', 'hush', Buffer.from('u:hush').toString('base64')]));
});

describe('NO_PROXY', () => {
  const NAMED = new URL('https://vault.example.com');
  test.each([
    ['', false],
    ['*', true],
    ['vault.example.com', true],
    ['VAULT.example.com', true],
    ['vault.example.com.', true],
    ['example.com', true],
    ['.example.com', true],
    ['*.example.com', true],
    ['.example.com.', true],
    ['other.com, example.com', true],
    ['other.com example.com', true],
    ['ample.com', false],
    ['vault', false],
    ['.', false],
    ['*.', false],
    ['vault.example.com:443', true],
    ['vault.example.com:8443', false],
    ['0.0.0.0/0', false],
  ])('%s', (noProxy, expected) => {
    expect(isLeftOut(NAMED, noProxy)).toBe(expected);
  });

  test.each([
    ['https://vault.example.com.', 'example.com', true],
    ['https://10.1.2.3', '10.0.0.0/8', true],
    ['https://10.1.2.3', '10.1.2.3/32', true],
    ['https://10.1.2.3', '10.1.2.3', true],
    ['https://10.1.2.3:8443', '10.1.2.3:8443', true],
    ['https://10.1.2.3:8443', '10.1.2.3:443', false],
    ['https://11.1.2.3', '10.0.0.0/8', false],
    ['https://10.1.2.3', '10.0.0.0/33', false],
    ['https://10.1.2.3', '10.0.0.0/x', false],
    ['https://10.1.2.3', '1.2.3', false],
    ['https://10.1.2.3', '2.3', false],
    ['https://10.1.2.3', 'fd00::/8', false],
    ['https://[fd00::1]', 'fd00::/8', true],
    ['https://[fd00::1]', '[fd00::]/8', true],
    ['https://[fd00::1]', 'fd00::1', true],
    ['https://[fd00::1]', 'fd00:0:0::0001', true],
    ['https://[fd00::1]', '[fd00::1]', true],
    ['https://[fd00::1]', '[FD00::1]:443', true],
    ['https://[fd00::1]', '[fd00::1]:8443', false],
    ['https://[fd00::1]', 'fd00::2', false],
    ['https://[::ffff:10.1.2.3]', '10.0.0.0/8', true],
  ])('%s, %s', (url, noProxy, expected) => {
    expect(isLeftOut(new URL(url), noProxy)).toBe(expected);
  });
});

needs('openssl').describe('through a proxy', () => {
  let authority: Authority;
  let pair: Pair;
  beforeAll(() => {
    authority = createAuthority();
    pair = authority.issue();
  });
  afterAll(() => {
    authority.remove();
  });
  afterEach(async () => {
    await closeClients();
    await stopServers();
  });

  const wanted = `Basic ${Buffer.from('us er:p@ss').toString('base64')}`;
  const trusted = () => ({ verify: true, extraAuthorities: authority.cert });
  const vaultServer = () =>
    serveTls(pair, (request, response) => response.end(request.headers['proxy-authorization'] ?? 'none'));

  test('a vault is reached with the proxy credentials, which the vault does not see', async () => {
    const server = await vaultServer();
    const proxy = await serveProxy(wanted);
    const effects = recordedEffects();
    const httpsProxy = `http://us%20er:p%40ss@127.0.0.1:${proxy.port}`;
    const client = clientOf(`https://localhost:${server.port}`, { tls: trusted(), proxy: { httpsProxy } }, effects);
    expect(effects.secrets).toEqual(expect.arrayContaining(['p%40ss', 'p@ss']));
    for (let i = 0; i < 3; i += 1) expect((await client.send(read())).body).toBe('none');
    expect(proxy.seen).toEqual([{ target: `localhost:${server.port}`, authorization: wanted }]);
    expect(server.connections()).toBe(1);
  });

  test('TLS to the vault is still verified', async () => {
    const server = await vaultServer();
    const proxy = await serveProxy();
    const client = clientOf(`https://localhost:${server.port}`, {
      proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` },
    });
    expect((await failureOf(client.send(read()))).message).toContain('authority that is not trusted');
  });

  test.each([
    [407, 'user name and password (407)', 1],
    [403, 'does not let the request through', 1],
    [503, 'could not reach the vault', 3],
  ])('a proxy that answers %d', async (status, words, attempts) => {
    const server = await vaultServer();
    const proxy = await serveProxy(undefined, status);
    const settings = { tls: trusted(), retries: 2, proxy: { httpsProxy: `http://u:hush@127.0.0.1:${proxy.port}` } };
    const failure = await failureOf(
      clientOf(`https://localhost:${server.port}`, settings).send({ ...read(), repeat: 'only-before-acting' }),
    );
    expect(failure.message).toContain(words);
    expect(failure.message).not.toContain('hush');
    expect(proxy.seen).toHaveLength(attempts);
    expect(server.connections()).toBe(0);
  });

  test('a proxy that closes the connection is asked once for each attempt', async () => {
    const proxy = await serveRaw((socket) => socket.end());
    const settings = { tls: trusted(), proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } };
    const failure = await failureOf(clientOf('https://localhost:1', settings).send(read()));
    expect(failure.message).toContain('ECONNRESET');
    expect(proxy.connections()).toBe(1);
  });

  test('a proxy that is gone is named as a suspect', async () => {
    const proxy = await serve(() => undefined);
    await proxy.stop();
    const client = clientOf('https://vault.invalid', { proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });
    expect((await failureOf(client.send(read()))).message).toContain('HTTPS_PROXY is set');
  });

  test.each([
    ['a page', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>hush</html>', 'a login page or portal'],
    ['what is no HTTP', 'SSH-2.0-hush\r\n\r\n', 'does not speak HTTP'],
  ])('a proxy that answers CONNECT with %s is named', async (_, words, advice) => {
    const proxy = await serveRaw((socket) => socket.end(words));
    const settings = { tls: trusted(), proxy: { httpsProxy: `http://u:p-hush@127.0.0.1:${proxy.port}` } };
    const failure = await failureOf(clientOf('https://localhost:1', settings).send(read()));
    expect(failure.message).toContain(advice);
    expect(failure.message).toContain(`through the proxy http://127.0.0.1:${proxy.port}`);
    expect(failure.message).not.toContain('hush');
    expect(proxy.connections()).toBe(1);
  });

  test('a proxy reached by TLS: with its own certificate, and without a certificate of ours', async () => {
    const server = await vaultServer();
    const inner = await serveProxy();
    const before = await serveTlsTunnel(pair, inner.port);
    const settings = { tls: trusted(), proxy: { httpsProxy: `https://localhost:${before.port}` } };
    expect((await clientOf(`https://localhost:${server.port}`, settings).send(read())).body).toBe('none');
    const unknown = { proxy: { httpsProxy: `https://localhost:${before.port}` } };
    expect((await failureOf(clientOf(`https://localhost:${server.port}`, unknown).send(read()))).message).toContain(
      'certificate of the proxy',
    );
    const plain = { tls: trusted(), proxy: { httpsProxy: `https://127.0.0.1:${inner.port}` } };
    expect((await failureOf(clientOf(`https://localhost:${server.port}`, plain).send(read()))).message).toContain(
      'does not speak TLS',
    );
  });

  test('a proxy that never answers is left in time', async () => {
    const proxy = await serve(() => undefined);
    const silent = { timeout: 150, proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } };
    expect((await failureOf(clientOf('https://vault.invalid', silent).send(read()))).code).toBe('TransportError');
  });

  test.each(['localhost', '.example,LOCALHOST', '*'])('NO_PROXY %j leaves it out', async (noProxy) => {
    const server = await vaultServer();
    const proxy = await serveProxy();
    const settings = { tls: trusted(), proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}`, noProxy } };
    expect((await clientOf(`https://localhost:${server.port}`, settings).send(read())).status).toBe(200);
    expect(proxy.connections()).toBe(0);
  });

  test("the environment's own proxies are not read", async () => {
    const before = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = 'http://127.0.0.1:1';
    try {
      const server = await vaultServer();
      expect((await clientOf(`https://localhost:${server.port}`, { tls: trusted() }).send(read())).status).toBe(200);
    } finally {
      if (before === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = before;
    }
  });
});
