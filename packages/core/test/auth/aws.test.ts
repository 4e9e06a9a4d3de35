import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import fc from 'fast-check';
import { createAwsAuthenticator, type AwsCredentials, signForAws } from '../../src/auth/aws.js';
import { AuthenticationError } from '../../src/errors/senhasegura-error.js';
import { createVault, type Vault, type VaultCall } from '../../src/vault/vault.js';
import { clientOf, closeClients, failureOf } from '../http/support/client.js';
import { serve, stopServers } from '../http/support/servers.js';
import { whyNotSigned, type Received } from './aws-verifier.js';
import { SUITE, SUITE_CASES } from './aws-test-suite.js';

const CREDENTIALS: AwsCredentials = {
  region: 'sa-east-1',
  service: 'execute-api',
  accessKeyId: 'fake-access-key-id',
  secretAccessKey: 'fake/secret+access=key',
  uniqueKey: 'fake unique/key&=+é',
};

describe('createAwsAuthenticator', () => {
  test('sends the unique key as a parameter that is signed', async () => {
    const parts = { url: new URL('https://vault.example.com'), now: () => Date.UTC(2026, 0, 1) };
    const request = { method: 'GET', path: '/iso/dapp/application' } as const;
    const first = await createAwsAuthenticator(CREDENTIALS, parts).authorize(request);
    const other = await createAwsAuthenticator({ ...CREDENTIALS, uniqueKey: 'fake-other' }, parts).authorize(request);
    expect(first.query).toEqual({ unique_key: CREDENTIALS.uniqueKey });
    expect(other.headers.authorization).not.toBe(first.headers.authorization);
  });

  test('has nothing to renew, and says what to look at', async () => {
    const parts = { url: new URL('https://vault.example.com'), now: () => 0 };
    const aws = createAwsAuthenticator(CREDENTIALS, parts);
    await expect(aws.renew({ headers: {} })).resolves.toBe(false);
    expect(aws.advice).toMatch(/AWS keys.*ARN.*aws-unique-key.*clock/);
  });
});

describe('a vault that checks AWS signatures', () => {
  let received: Received[] = [];
  afterEach(async () => {
    await closeClients();
    await stopServers();
    received = [];
  });

  function refusal(seen: Received): string | undefined {
    const { searchParams } = new URL(seen.target, 'http://127.0.0.1');
    if (searchParams.get('unique_key') !== CREDENTIALS.uniqueKey) return 'unique key';
    return whyNotSigned(seen, CREDENTIALS, CREDENTIALS, Date.now());
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '', headers } = request;
    const seen = { method, target: url, headers, body: await textOf(request) };
    received.push(seen);
    const why = refusal(seen);
    const status = why === undefined ? 200 : 401;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ response: { status, error: status !== 200, message: why }, proof: 'of-the-vault' }));
  }

  async function vaultWith(credentials: AwsCredentials, now = () => Date.now()): Promise<Vault> {
    const server = await serve((request, response) => void answer(request, response));
    const url = `http://127.0.0.1:${server.port}/senhasegura`;
    const authenticator = createAwsAuthenticator(credentials, { url: new URL(url), now });
    return createVault({ http: clientOf(url), authenticator, api: 'iso' });
  }

  const CALLS: readonly VaultCall[] = [
    { method: 'GET', path: '/iso/dapp/application', repeat: 'safe' },
    {
      method: 'GET',
      path: "/iso/pam/credential/a%40b'(c)*!~%7Ed%2Fe",
      query: { credential: "a'b (c)*!~+&=é" },
      repeat: 'safe',
    },
    { method: 'POST', path: '/iso/sctm/secret', form: { identity: 'a/b c+d&é*', data: '+/=,' }, repeat: 'safe' },
    { method: 'POST', path: '/iso/x', query: { z: '1', A: '2' }, json: { name: 'não' }, repeat: 'safe' },
    { method: 'DELETE', path: '/iso/pam/credential/custody/94', repeat: 'safe' },
  ];

  test.each(CALLS)('accepts $method $path', async (call) => {
    const vault = await vaultWith(CREDENTIALS);
    await expect(vault.call(call)).resolves.toMatchObject({ proof: 'of-the-vault' });
    expect(received).toHaveLength(1);
  });

  test('accepts temporary keys, whose token is signed too', async () => {
    const vault = await vaultWith({ ...CREDENTIALS, sessionToken: 'fake-session-token' });
    await vault.call({ method: 'GET', path: '/iso/dapp/application', repeat: 'safe' });
    expect(received[0]?.headers['x-amz-security-token']).toBe('fake-session-token');
    expect(received[0]?.headers.authorization).toContain('x-amz-security-token');
  });

  test('accepts any request', async () => {
    const vault = await vaultWith(CREDENTIALS);
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    // aws4 loses an empty name and `__proto__`. The core chooses the names of parameters itself: none is like that.
    const name = text.filter((word) => !['', '__proto__', 'unique_key'].includes(word));
    const parameters = fc.dictionary(name, text, { maxKeys: 5, noNullPrototype: true });
    const path = fc
      .array(text.filter((part) => !/^\.{0,2}$/.test(part)))
      .map((parts) => ['/iso', ...parts.map(encodeURIComponent)].join('/'));
    const calls: fc.Arbitrary<VaultCall> = fc.oneof(
      fc.record({ method: fc.constant('GET' as const), path, query: parameters, repeat: fc.constant('safe' as const) }),
      fc.record({
        method: fc.constant('POST' as const),
        path,
        query: parameters,
        form: parameters,
        repeat: fc.constant('safe' as const),
      }),
    );
    await fc.assert(
      fc.asyncProperty(calls, async (call) => {
        await expect(vault.call(call)).resolves.toMatchObject({ proof: 'of-the-vault' });
      }),
    );
  });

  test.each<[string, Partial<AwsCredentials>]>([
    ['secret key', { secretAccessKey: 'fake-wrong-key' }],
    ['unique key', { uniqueKey: 'fake-wrong-unique' }],
    ['region', { region: 'us-east-1' }],
    ['service', { service: 'sts' }],
  ])('refuses a wrong %s at once, and the error says what to check', async (_, wrong) => {
    const vault = await vaultWith({ ...CREDENTIALS, ...wrong });
    const error = await failureOf(vault.call({ method: 'GET', path: '/iso/dapp/application', repeat: 'safe' }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.message).toContain('`aws-unique-key`');
    expect(error.message).not.toMatch(/fake/);
    expect(received).toHaveLength(1);
  });

  test('refuses a clock that is ten minutes late', async () => {
    const vault = await vaultWith(CREDENTIALS, () => Date.now() - 10 * 60_000);
    const error = await failureOf(vault.call({ method: 'GET', path: '/iso/dapp/application', repeat: 'safe' }));
    expect(error.message).toContain('the clock of the runner');
  });
});

const { at, ...IDENTITY } = SUITE;
const VANILLA = { method: 'GET', host: 'example.amazonaws.com', target: '/', headers: {} } as const;

describe('signForAws', () => {
  test.each(SUITE_CASES)('signs as AWS does: $name', async ({ request, sessionToken, signedHeaders, signature }) => {
    const identity = sessionToken === undefined ? IDENTITY : { ...IDENTITY, sessionToken };
    await expect(signForAws(request, identity, at)).resolves.toEqual({
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${signedHeaders}, Signature=${signature}`,
      'x-amz-date': '20150830T123600Z',
      ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
    });
  });

  describe('in a process whose environment has other AWS keys', () => {
    const OTHERS = {
      AWS_ACCESS_KEY_ID: 'fake-other-id',
      AWS_SECRET_ACCESS_KEY: 'fake-other-key',
      AWS_SESSION_TOKEN: 'fake-other-token',
    };
    const before = { ...process.env };
    beforeEach(() => {
      Object.assign(process.env, OTHERS);
    });
    afterEach(() => {
      for (const name of Object.keys(OTHERS)) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    });

    test('signs with the keys that it was given, and adds no session token', async () => {
      const headers = await signForAws(VANILLA, IDENTITY, at);
      expect(Object.keys(headers).sort()).toEqual(['authorization', 'x-amz-date']);
      expect(headers.authorization).toContain(
        'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
      );
    });

    test('not even empty keys are replaced', async () => {
      const headers = await signForAws(VANILLA, { ...IDENTITY, accessKeyId: '', secretAccessKey: '' }, at);
      expect(JSON.stringify(headers)).not.toContain('fake-other');
    });
  });

  test('signs the same request differently for another body, region, service or second', async () => {
    const post = { ...VANILLA, method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' } as const;
    const all = await Promise.all([
      signForAws(post, IDENTITY, at),
      signForAws({ ...post, body: '{ }' }, IDENTITY, at),
      signForAws(post, { ...IDENTITY, region: 'sa-east-1' }, at),
      signForAws(post, { ...IDENTITY, service: 'execute-api' }, at),
      signForAws(post, IDENTITY, at + 1000),
    ]);
    expect(new Set(all.map(({ authorization }) => authorization?.split('Signature=')[1])).size).toBe(5);
  });
});
