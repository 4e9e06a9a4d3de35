import { createAuthenticator } from '../../src/auth/create-authenticator.js';
import { InputError } from '../../src/errors/senhasegura-error.js';
import type { Authentication } from '../../src/auth/authenticator.js';
import { createVault } from '../../src/vault/vault.js';
import { answering, failureOf, recordedEffects } from '../http/support/client.js';

const parts = (http = answering(() => ({ status: 401 }))) => ({
  http,
  api: 'auto' as const,
  url: new URL('https://vault.example'),
  effects: recordedEffects(),
});
const get = { method: 'GET', path: '/iso/thing', repeat: 'safe' } as const;

test('a given access token is sent as it is, and a refusal says that it can not be renewed', async () => {
  const http = answering(() => ({ status: 401 }));
  const authenticator = createAuthenticator({ method: 'access-token', accessToken: 'fake-token' }, parts(http));
  const failure = await failureOf(createVault({ http, authenticator, api: 'auto' }).call(get));
  expect(failure).toMatchObject({ code: 'AuthenticationError', status: 401 });
  expect(failure.message).toContain('`access-token` can not be renewed');
  expect(http.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer fake-token']);
});

test.each(['hush hush', 'hush\n', '', 'hüsh'])('%j is no access token', (accessToken) => {
  const attempt = () => createAuthenticator({ method: 'access-token', accessToken }, parts());
  expect(attempt).toThrow(InputError);
  expect(attempt).not.toThrow(/h[uü]sh/);
});

test('OAuth 2.0 asks for nothing before the first call', async () => {
  const setting = parts(answering(() => ({ body: '{"token_type":"bearer","access_token":"fake-token"}' })));
  const authenticator = createAuthenticator({ method: 'oauth2', clientId: 'fake', clientSecret: 'fake' }, setting);
  expect(setting.http.asked).toEqual([]);
  expect((await authenticator.authorize(get)).headers).toEqual({ authorization: 'Bearer fake-token' });
  expect(setting.effects.secrets).toEqual(['fake-token']);
});

test.each<{ authentication: Authentication; header: RegExp }>([
  {
    authentication: {
      method: 'oauth1',
      consumerKey: 'fake-a',
      consumerSecret: 'fake-b',
      tokenKey: 'fake-c',
      tokenSecret: 'fake-d',
    },
    header: /^OAuth oauth_consumer_key="fake-a", oauth_token="fake-c".*oauth_nonce="[0-9a-f]{32}"/,
  },
  {
    authentication: {
      method: 'aws',
      region: 'r',
      service: 's',
      uniqueKey: 'k',
      accessKeyId: 'fake-e',
      secretAccessKey: 'fake-f',
    },
    header: /^AWS4-HMAC-SHA256 Credential=fake-e\/20\d{6}\/r\/s\/aws4_request/,
  },
])('$authentication.method signs, and asks for nothing', async ({ authentication, header }) => {
  const setting = parts();
  const { headers } = await createAuthenticator(authentication, setting).authorize(get);
  expect(headers.authorization).toMatch(header);
  expect(setting.http.asked).toEqual([]);
});
