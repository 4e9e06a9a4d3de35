import fc from 'fast-check';
import { requestPath, type WriteOptions } from '../../src/a2a/requests.js';
import { APIError, AuthenticationError, InputError, TransportError } from '../../src/errors/senhasegura-error.js';
import { failureOf } from '../http/support/client.js';
import { eachWithVault, requestsOf } from '../vault/support/emulated-vault.js';
import { clientFor, closeAll } from './support.js';

const running = eachWithVault();
afterEach(closeAll);

describe('requests of a client', () => {
  test('get gives the opened payload and the status, with the query as the seed writes it', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    const { status, payload } = await client.get('/iso/coe/senha', { params: { credentialId: 123, other: undefined } });
    expect(status).toBe(200);
    expect({ ...payload }).toMatchObject({ credential: { id: '123', password: 'fake-admin-password' } });
    expect(emulator.requests.entries.at(-1)?.query).toBe('credentialId=123');
  });

  test('post, put and delete', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    const json = { identifier: 'svc', username: 'svc', hostname: 'app.example.com', ip: '192.0.2.1', password: 'fake' };
    const created = await client.post('/api/pam/credential', { json });
    expect(created.status).toBe(201);
    const { id } = created.payload.credential as { readonly id: string };
    await client.put(`/api/pam/credential/${id}`, { json: { password: 'fake-new' } });
    expect(emulator.vault.pam.credentials.get(id)?.password).toBe('fake-new');
    await client.delete(`/api/pam/credential/${id}`);
    expect(emulator.vault.pam.credentials.get(id)?.active).toBe(false);
    await client.post('/iso/sctm/encryption/key', { form: { name: 'from a form' } });
    expect(emulator.requests.entries.at(-1)?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  test('a token is asked for once', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    await Promise.all([client.get('/iso/pam/credential'), client.get('/iso/pam/credential')]);
    await client.get('/iso/pam/credential');
    expect(emulator.state().tokensIssued).toBe(1);
  });

  test("paths of MySafe get MySafe's token", async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator, 'mysafe');
    await client.get('/api/mysafe/password');
    expect(emulator.requests.entries[0]?.path).toBe('/api/oauth2/token');
  });

  test('a failure is an APIError with status, code and advice', async () => {
    const { client } = await clientFor(running().emulator);
    const failure = await failureOf(client.get('/iso/pam/credential/999'));
    expect(failure).toBeInstanceOf(APIError);
    expect(failure).toMatchObject({ status: 400, vaultCode: 1007, method: 'GET', path: '/iso/pam/credential/999' });
    expect(failure.message).toMatch(/credential not found.*Check the id/);
  });

  test('wrong credentials are an AuthenticationError, which authenticate tells of too', async () => {
    const { client } = await clientFor(running().emulator, 'default', { clientSecret: 'fake-wrong' });
    const failure = await failureOf(client.get('/iso/pam/credential'));
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure.message).not.toContain('fake-wrong');
    expect(await failureOf(client.authenticate())).toBeInstanceOf(AuthenticationError);
  });

  test('a vault that is not trusted is a TransportError', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator, 'default', { ca: undefined });
    expect(await failureOf(client.get('/iso/pam/credential'))).toBeInstanceOf(TransportError);
    expect(emulator.requests.entries).toEqual([]);
  });

  test.each([
    ['get', 2],
    ['post', 1],
    ['put', 1],
    ['delete', 1],
  ] as const)('%s is asked %d times when its answer was lost', async (method, times) => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    emulator.faults.add({ match: { path: '/iso/pam/credential/124' }, fault: { kind: 'reset', when: 'after' } });
    await client[method]('/iso/pam/credential/124').catch(() => undefined);
    expect(requestsOf(emulator)).toHaveLength(times);
  });

  test('a write that says it is idempotent is repeated', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    emulator.faults.add({ match: { path: '/iso/pam/credential/125' }, fault: { kind: 'reset', when: 'before' } });
    await client.put('/iso/pam/credential/125', { idempotent: true });
    expect(emulator.vault.pam.credentials.get('125')?.active).toBe(true);
  });

  test.each<[string, string, unknown]>([
    ['a path that leaves the vault', '//evil.example.com/x', {}],
    ['json and a form', '/iso/x', { json: {}, form: {} }],
    ['what JSON can not write', '/iso/x', { json: { big: 1n } }],
    ['an object as a parameter', '/iso/x', { params: { a: {} } }],
  ])('%s is an InputError, and nothing is sent', async (_, path, options) => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    expect(await failureOf(client.post(path, options as WriteOptions))).toBeInstanceOf(InputError);
    expect(emulator.requests.entries).toEqual([]);
  });

  test.each(['oauth1', 'aws'] as const)('works with %s', async (authMethod) => {
    const { emulator } = running();
    const { client } = await clientFor(emulator, 'default', {
      clientId: undefined,
      clientSecret: undefined,
      authMethod,
      consumerKey: 'emulator-consumer-key',
      consumerSecret: 'fake-consumer-secret',
      tokenKey: 'emulator-token-key',
      tokenSecret: 'fake-token-secret',
      awsAccessKeyId: 'EMULATORACCESSKEYID',
      awsSecretAccessKey: 'fake-secret-access-key',
      awsUniqueKey: 'fake-unique-key',
    });
    await client.get('/iso/coe/senha', { params: { credentialId: 123 } });
    await client.post('/iso/sctm/encryption/key', { form: { name: 'a b&c' } });
    expect(emulator.requests.entries.map(({ caller }) => caller)).toEqual([authMethod, authMethod]);
  });
});

const BASES = ['https://vault.example.com', 'https://vault.example.com:8443/senhasegura'].map((text) => new URL(text));

describe.each(BASES)('requestPath below %s', (base) => {
  test.each(['/iso/pam/credential', '/api/dsm/secret/cart%2Fnpf', '/iso/x/a%40b', "/iso/x/a'(b)*!~"])(
    'takes %s',
    (path) => {
      expect(requestPath(path, base)).toBe(path);
    },
  );

  test.each([
    '',
    'iso/pam',
    'https://evil.example.com/',
    '//evil.example.com/x',
    '/\\evil.example.com/x',
    '/iso/../admin',
    '/iso/./pam',
    '/iso/%2e%2e/admin',
    '/..',
    '/iso/pam?x=1',
    '/iso/pam#x',
    '/iso/a b',
    '/iso/\tpam',
    '/iso/pam\r\nX: 1',
    '/iso/ção',
    undefined,
    7,
  ])('refuses %j', (path) => {
    expect(() => requestPath(path, base)).toThrow(InputError);
  });

  test('whatever it takes stays below the vault, character by character', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '.',
      '..',
      '%2e',
      '%2E',
      '\\',
      '@',
      ':',
      'evil.example.com',
      'iso',
      'é',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 6 }), (pieces) => {
        const path = `/${pieces.join('')}`;
        try {
          requestPath(path, base);
        } catch (error) {
          if (error instanceof InputError) return;
          throw error;
        }
        const prefix = base.pathname.replace(/\/$/, '');
        const url = new URL(`${prefix}${path}`, base.origin);
        expect([url.origin, url.pathname, url.search, url.hash]).toEqual([base.origin, `${prefix}${path}`, '', '']);
      }),
    );
  });
});
