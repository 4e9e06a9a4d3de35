import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import fc from 'fast-check';
import OAuth from 'oauth-1.0a';
import { createOAuth1Authenticator, type OAuth1Credentials, randomNonce } from '../../src/auth/oauth1.js';
import { AuthenticationError } from '../../src/errors/senhasegura-error.js';
import { createVault, type VaultCall } from '../../src/vault/vault.js';
import { clientOf, closeClients, failureOf } from '../http/support/client.js';
import { serve, stopServers } from '../http/support/servers.js';
import { expectedSignature, headerParameters, type Received } from './oauth1-verifier.js';

const CREDENTIALS: OAuth1Credentials = {
  consumerKey: 'fake consumer/key',
  consumerSecret: 'fake&consumer=secret%',
  tokenKey: 'fake-token-é',
  tokenSecret: 'fake token secret',
};

function signer(url: string, credentials: OAuth1Credentials, seconds: number, nonce: string) {
  return createOAuth1Authenticator(credentials, {
    url: new URL(url),
    now: () => seconds * 1000 + 999.9,
    nonce: () => nonce,
  });
}

describe('createOAuth1Authenticator', () => {
  test('signs the request of OAuth Core 1.0, appendix A', async () => {
    const credentials = {
      consumerKey: 'dpf43f3p2l4k3l03',
      consumerSecret: 'kd94hf93k423kf44',
      tokenKey: 'nnch734d00sl2jdk',
      tokenSecret: 'pfkkdhi9sl3r4s00',
    };
    const oauth1 = signer('http://photos.example.net', credentials, 1191242096, 'kllo9940pd9333jh');
    const query = { file: 'vacation.jpg', size: 'original' };
    await expect(oauth1.authorize({ method: 'GET', path: '/photos', query })).resolves.toEqual({
      headers: {
        authorization:
          'OAuth oauth_consumer_key="dpf43f3p2l4k3l03", oauth_token="nnch734d00sl2jdk", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1191242096", oauth_nonce="kllo9940pd9333jh", oauth_version="1.0", oauth_signature="tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D"',
      },
    });
  });

  // https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature
  test('signs query and form together, below a prefix, as the public example of X does', async () => {
    const credentials = {
      consumerKey: 'xvz1evFS4wEEPTGEFPHBog',
      consumerSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      tokenKey: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
      tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
    };
    const nonce = 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg';
    const { headers } = await signer('https://api.twitter.com/1.1', credentials, 1318622958, nonce).authorize({
      method: 'POST',
      path: '/statuses/update.json',
      query: { include_entities: 'true' },
      form: { status: 'Hello Ladies + Gentlemen, a signed OAuth request!' },
    });
    expect(headerParameters(headers.authorization).get('oauth_signature')).toBe('hCtSmYh+iHYCEqBWrE7C7hYmtUk=');
  });

  test('agrees with the package oauth-1.0a on any request', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    // The package puts parameters into a plain object, where `__proto__` gets lost.
    const parameters = fc.dictionary(
      text.filter((name) => name !== '__proto__'),
      text,
      { maxKeys: 6 },
    );
    const credentials = fc.record({ consumerKey: text, consumerSecret: text, tokenKey: text, tokenSecret: text });
    const seconds = fc.integer({ min: 1, max: 2 ** 33 });
    const path = fc.webPath().map((part) => `/iso${part}`);
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE');
    await fc.assert(
      fc.asyncProperty(
        credentials,
        fc.record({ method, path, query: parameters, form: parameters }),
        seconds,
        text,
        async (keys, request, timestamp, nonce) => {
          const url = 'https://vault.example.com:8443/senhasegura';
          const { headers } = await signer(url, keys, timestamp, nonce).authorize(request);
          const peer = new OAuth({
            consumer: { key: keys.consumerKey, secret: keys.consumerSecret },
            signature_method: 'HMAC-SHA1',
            hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
          });
          const both = Object.entries(request.form).concat(Object.entries(request.query));
          const data: Record<string, string[]> = {};
          for (const [name, value] of both)
            data[name] = [...(Object.hasOwn(data, name) ? (data[name] ?? []) : []), value];
          const protocol = {
            oauth_consumer_key: keys.consumerKey,
            oauth_token: keys.tokenKey,
            oauth_signature_method: 'HMAC-SHA1',
            oauth_timestamp: timestamp,
            oauth_nonce: nonce,
            oauth_version: '1.0',
          };
          const sent = new URL(`${url}${request.path}`).href;
          const signature = peer.getSignature({ url: sent, method: request.method, data }, keys.tokenSecret, {
            ...protocol,
          });
          const found = headerParameters(headers.authorization);
          expect(Object.fromEntries(found)).toEqual({
            ...protocol,
            oauth_timestamp: String(timestamp),
            oauth_signature: signature,
          });
        },
      ),
    );
  });

  test('has nothing to renew, and says what to look at', async () => {
    const oauth1 = signer('https://vault.example.com', CREDENTIALS, 1, 'n');
    await expect(oauth1.renew({ headers: {} })).resolves.toBe(false);
    expect(oauth1.advice).toMatch(/clock/);
    expect(oauth1.advice).toMatch(/consumer-key.*token-secret/);
  });
});

describe('randomNonce', () => {
  test('is 128 bits that do not come again', () => {
    const nonces = Array.from({ length: 1000 }, randomNonce);
    expect(new Set(nonces).size).toBe(1000);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a vault that checks OAuth 1.0 signatures', () => {
  afterEach(async () => {
    await closeClients();
    await stopServers();
  });

  /** Verifies each request from what came over the wire; a nonce counts once. */
  function verifying(received: Received[], nonces = new Set<string>()) {
    return async (request: IncomingMessage, response: ServerResponse) => {
      const { method = '', url = '', headers } = request;
      const seen = { method, target: url, headers, body: await textOf(request) };
      received.push(seen);
      const found = headerParameters(headers.authorization);
      const nonce = found.get('oauth_nonce') ?? '';
      const right = found.get('oauth_signature') === expectedSignature('http', seen, CREDENTIALS) && !nonces.has(nonce);
      nonces.add(nonce);
      response.writeHead(right ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ response: { status: right ? 200 : 401, error: !right }, proof: 'of-the-vault' }));
    };
  }

  async function vaultWith(credentials: OAuth1Credentials, received: Received[]) {
    const listener = verifying(received);
    const server = await serve((request, response) => void listener(request, response));
    const url = `http://127.0.0.1:${server.port}/senhasegura`;
    const authenticator = createOAuth1Authenticator(credentials, {
      url: new URL(url),
      now: () => Date.now(),
      nonce: randomNonce,
    });
    return createVault({ http: clientOf(url), authenticator, api: 'iso' });
  }

  const CALLS: readonly VaultCall[] = [
    { method: 'GET', path: '/iso/dapp/application', repeat: 'safe' },
    { method: 'GET', path: '/iso/pam/credential/admin%40db.example.com', repeat: 'safe' },
    {
      method: 'GET',
      path: "/iso/pam/credential/a'b(c)*!~%7Ed%2Fe",
      query: { credential: "a'b (c)*!~+&=é" },
      repeat: 'safe',
    },
    {
      method: 'POST',
      path: '/iso/sctm/secret',
      form: { identity: 'a/b c+d&é*', empty: '', data: '+/=,' },
      repeat: 'safe',
    },
    { method: 'POST', path: '/iso/x', query: { name: 'q', '': '' }, form: { name: 'f' }, repeat: 'safe' },
    { method: 'POST', path: '/iso/x', query: { q: '1' }, json: { name: 'no=part&of=it' }, repeat: 'safe' },
    { method: 'DELETE', path: '/iso/pam/credential/custody/94', repeat: 'safe' },
  ];

  test.each(CALLS)('accepts $method $path', async (call) => {
    const received: Received[] = [];
    const vault = await vaultWith(CREDENTIALS, received);
    await expect(vault.call(call)).resolves.toMatchObject({ proof: 'of-the-vault' });
    expect(received).toHaveLength(1);
    expect(headerParameters(received[0]?.headers.authorization).get('oauth_version')).toBe('1.0');
  });

  test('signs each request anew', async () => {
    const received: Received[] = [];
    const vault = await vaultWith(CREDENTIALS, received);
    const call: VaultCall = { method: 'GET', path: '/iso/dapp/application', repeat: 'safe' };
    await Promise.all([vault.call(call), vault.call(call), vault.call(call)]);
    expect(received).toHaveLength(3);
  });

  test('refuses a wrong secret at once, and the error says what to check', async () => {
    const received: Received[] = [];
    const vault = await vaultWith({ ...CREDENTIALS, tokenSecret: 'fake-other-secret' }, received);
    const error = await failureOf(vault.call({ method: 'GET', path: '/iso/dapp/application', repeat: 'safe' }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.message).toContain('the clock of the runner');
    expect(error.message).not.toContain('fake-other-secret');
    expect(received).toHaveLength(1);
  });
});
