import { Buffer } from 'node:buffer';
import type { Authorization } from '../vault/authorization.js';
import type { OpenRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { oauthError, type Reply, success } from '../wire/reply.js';
import { textField, type VaultRequest } from '../wire/request.js';
import { sameText } from './proof.js';

/** `POST /iso/oauth2/token` and `POST /api/oauth2/token`: client credentials in the form or in a Basic header. */
export const tokenRoutes: readonly OpenRoute[] = ['/iso', '/api'].map((family) => ({
  access: 'open',
  method: 'POST',
  path: `${family}/oauth2/token`,
  handle: giveToken,
}));

/** `HEAD /`, which clients send to see that somebody is there (wire contract §8). */
export const rootRoute: OpenRoute = {
  access: 'open',
  method: 'HEAD',
  path: '/',
  handle: () => success('OK'),
};

/** Whose access token a Bearer header carries. */
export function ownerOfBearer(header: string, vault: Vault): Authorization | undefined {
  return vault.tokens.ownerOf(header.replace(/^bearer +/i, ''));
}

function giveToken(request: VaultRequest, vault: Vault): Reply {
  if (textField(request, 'grant_type') !== 'client_credentials') {
    const sentence = 'The authorization grant type is not supported by the authorization server.';
    return oauthError(400, 'unsupported_grant_type', sentence);
  }
  const owner = vault.authorizations.find((authorization) => ownsPair(authorization, request));
  if (!owner) return oauthError(401, 'invalid_client', 'Client authentication failed');
  const { tokenLifetime, tokenType } = vault.settings;
  const token = vault.tokens.issue(owner, tokenLifetime);
  return {
    kind: 'verbatim',
    status: 200,
    body: { token_type: tokenType, expires_in: tokenLifetime, access_token: token },
  };
}

function ownsPair({ auth }: Authorization, request: VaultRequest): boolean {
  if (auth.method !== 'oauth2') return false;
  return pairsOf(request).some(([id, secret]) => auth.clientId === id && sameText(auth.clientSecret, secret));
}

/** RFC 6749 §2.3.1 wants the Basic pair form-encoded first; many clients do not, so both readings count. */
function pairsOf(request: VaultRequest): [string, string][] {
  const header = request.headers.authorization;
  if (header === undefined || !/^basic /i.test(header)) {
    const id = textField(request, 'client_id');
    const secret = textField(request, 'client_secret');
    return id !== undefined && secret !== undefined ? [[id, secret]] : [];
  }
  const plain = Buffer.from(header.slice('basic '.length), 'base64').toString('utf8');
  const colon = plain.indexOf(':');
  if (colon < 0) return [];
  const [id, secret] = [plain.slice(0, colon), plain.slice(colon + 1)];
  return [
    [id, secret],
    [formDecoded(id), formDecoded(secret)],
  ];
}

function formDecoded(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll('&', '%26')}`).get('value') ?? '';
}
