import { readOptions } from '../../src/a2a/read-options.js';
import type { A2AOptions } from '../../src/a2a/a2a-options.js';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { failureOf } from '../http/support/client.js';

const OAUTH2 = { baseUrl: 'https://vault.example.com/', clientId: 'fake-client', clientSecret: 'fake-client-secret' };

async function problemsOf(options: unknown): Promise<readonly string[]> {
  const failure = await failureOf(readOptions(options as A2AOptions));
  return failure instanceof InputError ? failure.problems : [];
}

describe('readOptions', () => {
  test('has the defaults of the settings', async () => {
    const { connection, authentication, api, decryptionKey } = await readOptions(OAUTH2);
    expect(connection).toMatchObject({
      timeout: 30_000,
      retries: 10,
      maxWait: 60_000,
      proxy: {},
      tls: { verify: true },
    });
    expect(connection.url.href).toBe('https://vault.example.com/');
    expect(authentication).toEqual({ method: 'oauth2', clientId: 'fake-client', clientSecret: 'fake-client-secret' });
    expect([api, decryptionKey]).toEqual(['auto', undefined]);
  });

  test('takes numbers and booleans', async () => {
    const { connection } = await readOptions({ ...OAUTH2, timeout: 5, retries: 0, maxWait: 9, insecure: true });
    expect(connection).toMatchObject({ timeout: 5000, retries: 0, maxWait: 9000, tls: { verify: false } });
  });

  test.each<[A2AOptions, object]>([
    [
      { authMethod: 'oauth1', consumerKey: 'a', consumerSecret: 'b', tokenKey: 'c', tokenSecret: 'd' },
      { method: 'oauth1', consumerKey: 'a', consumerSecret: 'b', tokenKey: 'c', tokenSecret: 'd' },
    ],
    [
      { authMethod: 'aws', awsAccessKeyId: 'a', awsSecretAccessKey: 'b', awsSessionToken: 'c', awsUniqueKey: 'd' },
      {
        method: 'aws',
        accessKeyId: 'a',
        secretAccessKey: 'b',
        sessionToken: 'c',
        uniqueKey: 'd',
        region: 'us-east-1',
        service: 'execute-api',
      },
    ],
    [{ accessToken: 'fake-token' }, { method: 'access-token', accessToken: 'fake-token' }],
  ])('reads the authentication %j', async (options, authentication) => {
    const read = await readOptions({ baseUrl: OAUTH2.baseUrl, ...options });
    expect(read.authentication).toEqual(authentication);
  });

  test('an environment gives what no option does, and nothing of a job', async () => {
    const environment = {
      SENHASEGURA_URL: 'https://other.example.com',
      SENHASEGURA_CLIENT_ID: 'from-environment',
      SENHASEGURA_CLIENT_SECRET: 'fake-from-environment',
      SENHASEGURA_SECRETS: 'not a reference',
      SENHASEGURA_APPLICATION: 'alone',
      HTTPS_PROXY: 'http://proxy.example.com',
    };
    const { connection, authentication } = await readOptions({ baseUrl: OAUTH2.baseUrl, environment });
    expect(connection.url.host).toBe('vault.example.com');
    expect(connection.proxy).toEqual({ httpsProxy: 'http://proxy.example.com' });
    expect(authentication).toMatchObject({ clientId: 'from-environment' });
  });

  test('without an environment nothing is read from the process', async () => {
    expect(Object.keys(process.env).length).toBeGreaterThan(0);
    process.env.SENHASEGURA_URL = OAUTH2.baseUrl;
    try {
      expect(await problemsOf({ clientId: 'a', clientSecret: 'b' })).toEqual([
        expect.stringMatching(/^baseUrl: is missing/),
      ]);
    } finally {
      delete process.env.SENHASEGURA_URL;
    }
  });

  test('reports all problems together, by the names of the options, and quotes no secret', async () => {
    const problems = await problemsOf({
      baseUrl: 'http://vault.example.com',
      clientID: 'a',
      clientSecret: 7,
      timeout: 0.5,
      retries: '3',
      ca: 'fake-no-such-file',
      verify: false,
      api: 'rest',
    });
    expect(problems).toEqual([
      '"clientID" is no option. Did you mean clientId?',
      'clientSecret: has to be a string.',
      'retries: has to be a number.',
      '"verify" is no option.',
      expect.stringMatching(/^baseUrl: is http to "vault\.example\.com"/),
      'timeout: is "0.5", but a whole number from 1 to 3600 is needed',
      expect.stringMatching(/^ca: is neither PEM text nor base64/),
      expect.stringMatching(/^clientId: is missing: set clientId/),
      'api: is "rest", but only iso, api, auto are possible',
    ]);
  });
});
