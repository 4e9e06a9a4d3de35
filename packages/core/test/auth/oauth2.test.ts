import { createOAuth2Authenticator } from '../../src/auth/oauth2.js';
import { AuthenticationError } from '../../src/errors/senhasegura-error.js';
import type { HttpAnswer, HttpRequest } from '../../src/http/http-types.js';
import { createRouteFallback } from '../../src/http/route-fallback.js';
import { answering, failureOf } from '../http/support/client.js';

const credentials = { clientId: 'fake-client', clientSecret: 'fake secret&=' };
const request = { method: 'GET', path: '/iso/thing' } as const;

interface TokenService {
  readonly expires?: unknown;
  readonly type?: string;
  readonly answer?: (request: HttpRequest, tokens: number) => Partial<HttpAnswer> | undefined;
  readonly api?: 'iso' | 'api' | 'auto';
}

/** A token service whose tokens are numbered. */
function setUp({ expires = 3600, type = 'Bearer', answer, api = 'auto' }: TokenService = {}) {
  let clock = 1_000_000;
  let tokens = 0;
  const secrets: string[] = [];
  const http = answering((asked) => {
    const special = answer?.(asked, tokens);
    if (special !== undefined) return special;
    tokens += 1;
    return { body: JSON.stringify({ token_type: type, expires_in: expires, access_token: `fake-token-${tokens}` }) };
  });
  const authenticator = createOAuth2Authenticator(credentials, {
    http,
    routes: createRouteFallback(api),
    now: () => clock,
    onSecret: (value) => secrets.push(value),
  });
  const token = async () => (await authenticator.authorize(request)).headers.authorization;
  return { http, authenticator, secrets, token, advance: (milliseconds: number) => (clock += milliseconds) };
}

describe('a token', () => {
  test('is asked for with a form, masked, and sent as Bearer', async () => {
    const { http, secrets, token } = setUp({ type: 'bEaReR' });
    expect(await token()).toBe('Bearer fake-token-1');
    expect(secrets).toEqual(['fake-token-1']);
    expect(http.asked).toHaveLength(1);
    expect(http.asked[0]).toMatchObject({ method: 'POST', path: '/iso/oauth2/token' });
    expect(http.asked[0]?.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(Object.fromEntries(new URLSearchParams(http.asked[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'fake-client',
      client_secret: 'fake secret&=',
    });
  });

  test('is asked for once by all that need it at the same time, and kept', async () => {
    const { http, token } = setUp();
    expect(new Set(await Promise.all(Array.from({ length: 20 }, token)))).toEqual(new Set(['Bearer fake-token-1']));
    await token();
    expect(http.asked).toHaveLength(1);
  });

  test.each([
    [3600, 3540],
    ['86400', 86_340],
    [undefined, 3540],
    ['90', 45],
    [10, 5],
    [0, 0.5],
  ])('that lives %j seconds is renewed after %d', async (expires, after) => {
    const { token, advance } = setUp({ expires: expires ?? null });
    await token();
    advance(after * 1000 - 1);
    expect(await token()).toBe('Bearer fake-token-1');
    advance(1);
    expect(await token()).toBe('Bearer fake-token-2');
  });

  test('is asked for below /api where /iso has no such route', async () => {
    const { http, token, authenticator } = setUp({
      answer: ({ path }) =>
        path.startsWith('/iso') ? { status: 404, body: '{"message":"no Route matched with those values"}' } : undefined,
    });
    expect(await token()).toBe('Bearer fake-token-1');
    await authenticator.renew(await authenticator.authorize(request));
    expect(http.asked.map(({ path }) => path)).toEqual(['/iso/oauth2/token', '/api/oauth2/token', '/api/oauth2/token']);
  });

  test('is asked for where the setting says', async () => {
    const { http, token } = setUp({ api: 'api' });
    await token();
    expect(http.asked.map(({ path }) => path)).toEqual(['/api/oauth2/token']);
  });

  test('that could not be had is asked for again by the next call', async () => {
    const { token } = setUp({
      answer: (() => {
        let first = true;
        return () => {
          const fails = first;
          first = false;
          return fails ? { status: 500 } : undefined;
        };
      })(),
    });
    expect(await failureOf(token())).toMatchObject({ code: 'APIError', status: 500 });
    expect(await token()).toBe('Bearer fake-token-1');
  });
});

describe('the place of the pair', () => {
  const basicOnly = (error: string) => ({
    answer: ({ headers }: HttpRequest) =>
      'authorization' in headers ? undefined : { status: 400, body: JSON.stringify({ error }) },
  });

  test.each(['invalid_client', 'invalid_request'])(
    'moves to a Basic header after %s, and stays there',
    async (error) => {
      const { http, token, authenticator } = setUp(basicOnly(error));
      expect(await token()).toBe('Bearer fake-token-1');
      await authenticator.renew(await authenticator.authorize(request));
      expect(http.asked.map(({ headers }) => 'authorization' in headers)).toEqual([false, true, true]);
      const basic = http.asked[1]?.headers.authorization ?? '';
      expect(Buffer.from(basic.replace('Basic ', ''), 'base64').toString()).toBe('fake-client:fake secret&=');
      expect(http.asked[1]?.body).toBe('grant_type=client_credentials');
    },
  );

  test('wrong in both is an error that names the settings and shows neither', async () => {
    const { http, token } = setUp({
      answer: () => ({ status: 401, body: '{"error":"invalid_client","message":"hush"}' }),
    });
    const failure = await failureOf(token());
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure.message).toContain('Check `client-id` and `client-secret`');
    expect(failure.message).not.toMatch(/hush|fake/);
    expect(http.asked).toHaveLength(2);
  });

  test('is not tried twice when something else is wrong', async () => {
    const { http, token } = setUp({ answer: () => ({ status: 403, body: '{}' }) });
    expect(await failureOf(token())).toMatchObject({ status: 403 });
    expect(http.asked).toHaveLength(1);
  });
});

describe('a renewal', () => {
  test('is shared by all whose call was refused at the same time', async () => {
    const { http, authenticator, token } = setUp();
    const refused = await authenticator.authorize(request);
    expect(await Promise.all([1, 2, 3].map(() => authenticator.renew(refused)))).toEqual([true, true, true]);
    expect(await token()).toBe('Bearer fake-token-2');
    expect(http.asked).toHaveLength(2);
  });

  test('is not made for a token that has been replaced already', async () => {
    const { http, authenticator } = setUp();
    const refused = await authenticator.authorize(request);
    await authenticator.renew(refused);
    await authenticator.renew(refused);
    expect(http.asked).toHaveLength(2);
  });

  test('fails with the reason of the token service', async () => {
    const { authenticator } = setUp({
      answer: (_, tokens) => (tokens === 0 ? undefined : { status: 401, body: '{"error":"invalid_client"}' }),
    });
    const refused = await authenticator.authorize(request);
    expect(await failureOf(authenticator.renew(refused))).toBeInstanceOf(AuthenticationError);
  });
});
