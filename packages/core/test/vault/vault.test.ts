import type { Authenticator } from '../../src/auth/authenticator.js';
import { InactiveAuthorizationError, AuthenticationError } from '../../src/errors/senhasegura-error.js';
import type { HttpAnswer } from '../../src/http/http-types.js';
import { createVault, type VaultCall } from '../../src/vault/vault.js';
import { answering, failureOf } from '../http/support/client.js';

/** Each renewal gives the next token. */
function numbered(renewals: number): Authenticator & { readonly renewed: () => number } {
  let number = 0;
  return {
    renewed: () => number,
    authorize: () =>
      Promise.resolve({ headers: { authorization: `Bearer t${number}` }, query: { signed: String(number) } }),
    renew: () => {
      if (number === renewals) return Promise.resolve(false);
      number += 1;
      return Promise.resolve(true);
    },
    advice: 'Ask somebody.',
  };
}

const get: VaultCall = { method: 'GET', path: '/iso/thing', query: { a: '1' }, repeat: 'safe' };

function vaultOf(answers: readonly Partial<HttpAnswer>[], renewals = 9) {
  let next = 0;
  const http = answering(() => answers[Math.min(next++, answers.length - 1)] ?? {});
  const authenticator = numbered(renewals);
  return { http, authenticator, vault: createVault({ http, authenticator, api: 'auto' }) };
}

describe('a call', () => {
  test('is authorized, sent and read', async () => {
    const { vault, http } = vaultOf([{ body: '{"response":{"status":200},"id":"7"}' }]);
    expect({ ...(await vault.call(get)) }).toEqual({ id: '7' });
    expect(http.asked).toEqual([
      {
        method: 'GET',
        path: '/iso/thing',
        query: { a: '1', signed: '0' },
        headers: { authorization: 'Bearer t0' },
        body: undefined,
        repeat: 'safe',
      },
    ]);
  });

  test('carries a form or JSON', async () => {
    const { vault, http } = vaultOf([{}]);
    await vault.call({ method: 'POST', path: '/iso/a', form: { x: 'a b&=é+' }, repeat: 'only-before-acting' });
    await vault.call({ method: 'POST', path: '/iso/a', json: { x: 'é' }, repeat: 'only-before-acting' });
    expect(Object.fromEntries(new URLSearchParams(http.asked[0]?.body))).toEqual({ x: 'a b&=é+' });
    expect(http.asked[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(JSON.parse(http.asked[1]?.body ?? '')).toEqual({ x: 'é' });
    expect(http.asked[1]?.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  test('after a 401 renews once and is repeated once', async () => {
    const { vault, http, authenticator } = vaultOf([{ status: 401 }, { body: '{"id":"7"}' }]);
    expect({ ...(await vault.call(get)) }).toEqual({ id: '7' });
    expect(http.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer t0', 'Bearer t1']);
    expect(authenticator.renewed()).toBe(1);
  });

  test('after a 401 inside a 200 too', async () => {
    const { vault } = vaultOf([{ body: '{"response":{"status":401,"error":true}}' }, { body: '{"id":"7"}' }]);
    expect({ ...(await vault.call(get)) }).toEqual({ id: '7' });
  });

  test('after a second 401 fails, with the advice of the authentication', async () => {
    const { vault, http } = vaultOf([{ status: 401 }]);
    const failure = await failureOf(vault.call(get));
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure.message).toContain('Ask somebody.');
    expect(http.asked).toHaveLength(2);
  });

  test('is not repeated when nothing can be renewed', async () => {
    const { vault, http } = vaultOf([{ status: 401 }], 0);
    expect(await failureOf(vault.call(get))).toBeInstanceOf(AuthenticationError);
    expect(http.asked).toHaveLength(1);
  });

  test.each([403, 400, 404, 500])('is never repeated after a %d', async (status) => {
    const { vault, http, authenticator } = vaultOf([{ status }]);
    expect(await failureOf(vault.call(get))).toMatchObject({ status });
    expect([http.asked.length, authenticator.renewed()]).toEqual([1, 0]);
  });

  test('of an inactive authorization fails at once: no token would help', async () => {
    const body = '{"response":{"status":401,"message":"Inactive authorization","error":true}}';
    const { vault, http } = vaultOf([{ status: 401, body }]);
    expect(await failureOf(vault.call(get))).toBeInstanceOf(InactiveAuthorizationError);
    expect(http.asked).toHaveLength(1);
  });
});
