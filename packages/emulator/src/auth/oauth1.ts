import { createHmac } from 'node:crypto';
import type { Vault } from '../vault/vault.js';
import type { VaultRequest } from '../wire/request.js';
import { failed, percentEncode, type Proof, sameText, sortedQuery } from './proof.js';

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
    parameters: [...query, ...(body.signedForm ?? []), ...protocol],
  });
}

/** What an OAuth 1.0 signature covers (RFC 5849 §3.4.1). */
export interface SignedParts {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header. */
  readonly host: string;
  /** The path as it stood on the request line. */
  readonly path: string;
  /** The query, the form body and the `oauth_` parameters but the signature, decoded. */
  readonly parameters: readonly (readonly [string, string])[];
}

/** The signature base string of RFC 5849 §3.4.1. */
export function signatureBaseString({ method, scheme, host, path, parameters }: SignedParts): string {
  const defaultPort = scheme === 'https' ? ':443' : ':80';
  const lowerHost = host.toLowerCase();
  const authority = lowerHost.endsWith(defaultPort) ? lowerHost.slice(0, -defaultPort.length) : lowerHost;
  return [method.toUpperCase(), `${scheme}://${authority}${path}`, sortedQuery(parameters)]
    .map(percentEncode)
    .join('&');
}

/** HMAC-SHA1 over the base string, base64 (RFC 5849 §3.4.2). */
export function hmacSha1Signature(baseString: string, consumerSecret: string, tokenSecret: string): string {
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac('sha1', key).update(baseString).digest('base64');
}

/** The parameters of an `Authorization: OAuth` header, decoded, `realm` left out (RFC 5849 §3.5.1); undefined when malformed. */
export function parseOAuthHeader(header: string): Map<string, string> | undefined {
  const parameters = new Map<string, string>();
  for (const item of header.replace(/^\s*oauth\s+/i, '').split(',')) {
    // A client in production puts a space after `oauth_signature=` (wire contract §8).
    const found = /^\s*([^=\s]+)=\s*"([^"]*)"\s*$/.exec(item);
    const [name, value] = [decoded(found?.[1]), decoded(found?.[2])];
    if (name === undefined || value === undefined || parameters.has(name)) return undefined;
    parameters.set(name, value);
  }
  parameters.delete('realm');
  return parameters;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
