import type { VaultRequest } from '../server/request.js';
import type { Vault } from '../vault/vault.js';
import { hmacSha1Signature, parseOAuthHeader, signatureBaseString } from './oauth1-signature.js';
import { failed, type Proof } from './proof.js';
import { sameText } from './same-text.js';

/** How far a timestamp may lie from the vault's clock, in seconds. */
const tolerance = 300;

/** Verifies an OAuth 1.0a request: HMAC-SHA1, header parameters, a fresh timestamp and a new nonce (RFC 5849 §3.2, §3.3). */
export function proveOAuth1(request: VaultRequest, vault: Vault): Proof {
  const parameters = parseOAuthHeader(request.headers.authorization ?? '');
  if (!parameters) return failed('Malformed OAuth header');
  const malformed = protocolProblem(parameters, vault.clock.now() / 1000);
  if (malformed !== undefined) return failed(malformed);
  const value = (name: string): string => parameters.get(name) ?? '';
  const caller = vault.authorizations.find(
    ({ auth }) =>
      auth.method === 'oauth1' &&
      auth.consumerKey === value('oauth_consumer_key') &&
      auth.tokenKey === value('oauth_token'),
  );
  if (caller?.auth.method !== 'oauth1') return failed('Unknown consumer or token');
  const { consumerSecret, tokenSecret } = caller.auth;
  const expected = hmacSha1Signature(baseStringOf(request, parameters), consumerSecret, tokenSecret);
  if (!sameText(expected, value('oauth_signature'))) return failed('Invalid signature');
  const use = JSON.stringify([caller.name, value('oauth_timestamp'), value('oauth_nonce')]);
  if (vault.usedNonces.has(use)) return failed('The nonce has been used');
  vault.usedNonces.add(use);
  return { kind: 'proved', caller };
}

function protocolProblem(parameters: ReadonlyMap<string, string>, now: number): string | undefined {
  if (parameters.get('oauth_signature_method') !== 'HMAC-SHA1') return 'The signature method is not HMAC-SHA1';
  if ((parameters.get('oauth_version') ?? '1.0') !== '1.0') return 'The OAuth version is not 1.0';
  const timestamp = parameters.get('oauth_timestamp') ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) return 'The timestamp is missing or no number';
  if (Math.abs(Number(timestamp) - now) > tolerance) return 'The timestamp is too far from the time of the vault';
  return (parameters.get('oauth_nonce') ?? '') === '' ? 'The nonce is missing' : undefined;
}

function baseStringOf(request: VaultRequest, parameters: ReadonlyMap<string, string>): string {
  const { method, scheme, signedPath, query, body, headers } = request;
  const protocol = [...parameters].filter(([name]) => name !== 'oauth_signature');
  return signatureBaseString({
    ...{ method, scheme },
    host: headers.host ?? '',
    path: signedPath,
    parameters: [...query, ...(body.form ?? []), ...protocol],
  });
}
