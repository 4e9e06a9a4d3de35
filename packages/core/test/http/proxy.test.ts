import fc from 'fast-check';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { proxyFor } from '../../src/http/proxy.js';
import { createAuthority, type Authority, type Pair } from './support/certificates.js';
import { clientOf, closeClients, failureOf, read, recordedEffects } from './support/client.js';
import { serve, serveProxy, serveRaw, serveTls, stopServers } from './support/servers.js';
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
    expect(proxyOf('proxy.example:3128').proxy).toEqual({ uri: 'http://proxy.example:3128', noProxy: '' });
  });

  test.each([
    ['http://user:p%40ss@proxy.example:3128', 'user:p@ss', ['p%40ss', 'p@ss']],
    ['http://user:p@ss^w@proxy.example:3128', 'user:p@ss^w', ['p@ss^w']],
    ['user:plain@proxy.example:3128', 'user:plain', ['plain']],
    ['http://token@proxy.example:3128', 'token:', ['token']],
  ])('%s: the pair goes into a header, and every form of the secret is masked', (address, pair, masked) => {
    const { proxy, secrets } = proxyOf(address);
    const encoded = Buffer.from(pair).toString('base64');
    expect(proxy).toEqual({ uri: 'http://proxy.example:3128', authorization: `Basic ${encoded}`, noProxy: '' });
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
