import { createHmac, randomUUID } from 'node:crypto';

const encode = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');

/** Signs a request with OAuth 1.0a; written apart from the emulator's own verification. */
export function signOAuth1(
  request: { readonly method: string; readonly url: string; readonly form?: Readonly<Record<string, string>> },
  keys: { consumerKey: string; consumerSecret: string; tokenKey: string; tokenSecret: string },
  overrides: Readonly<Record<string, string>> = {},
): { readonly authorization: string } {
  const url = new URL(request.url);
  const protocol = {
    oauth_consumer_key: keys.consumerKey,
    oauth_token: keys.tokenKey,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_nonce: randomUUID(),
    oauth_version: '1.0',
    ...overrides,
  };
  const pairs = [...url.searchParams, ...Object.entries(request.form ?? {}), ...Object.entries(protocol)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const base = [request.method, url.origin + url.pathname, pairs.join('&')].map(encode).join('&');
  const signature = createHmac('sha1', `${encode(keys.consumerSecret)}&${encode(keys.tokenSecret)}`)
    .update(base)
    .digest('base64');
  const items = Object.entries({ ...protocol, oauth_signature: signature }).map(([k, v]) => `${k}="${encode(v)}"`);
  return { authorization: `OAuth ${items.join(', ')}` };
}
