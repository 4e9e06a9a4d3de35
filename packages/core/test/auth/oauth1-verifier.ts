import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request as a server got it. */
export interface Received {
  readonly method: string;
  /** Path and query, as they were on the wire. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface OAuth1Keys {
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

/** Every byte but the unreserved ones; written apart from what is tested. */
const encode = (text: string): string =>
  Buffer.from(text)
    .toString('latin1')
    .replace(/[^A-Za-z0-9\-._~]/g, (byte) => `%${Buffer.from(byte, 'latin1').toString('hex').toUpperCase()}`);

/** The parameters of an OAuth header, by name. */
export function headerParameters(header: string | undefined): ReadonlyMap<string, string> {
  const [scheme, rest = ''] = (header ?? '').split(/ (.*)/s);
  if (scheme !== 'OAuth') return new Map();
  return new Map(
    [...rest.matchAll(/(?:^|, )([^=]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      decodeURIComponent(name),
      decodeURIComponent(value),
    ]),
  );
}

function formPairs(text: string): [string, string][] {
  return [...new URLSearchParams(text)];
}

/** The signature that a request ought to have, from what came over the wire alone (RFC 5849 section 3.2). */
export function expectedSignature(scheme: 'http' | 'https', request: Received, keys: OAuth1Keys): string {
  const [path = '', query = ''] = request.target.split(/\?(.*)/s);
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  const protocol = [...headerParameters(request.headers.authorization)].filter(([name]) => name !== 'oauth_signature');
  const pairs = [...formPairs(query), ...(isForm ? formPairs(request.body) : []), ...protocol].map((pair) =>
    pair.map((part) => Buffer.from(encode(part))),
  );
  pairs.sort(
    ([a, x], [b, y]) =>
      Buffer.compare(a ?? Buffer.of(), b ?? Buffer.of()) || Buffer.compare(x ?? Buffer.of(), y ?? Buffer.of()),
  );
  const parameters = pairs.map((pair) => pair.join('=')).join('&');
  const uri = `${scheme}://${request.headers.host ?? ''}${path}`;
  const text = [request.method, encode(uri), encode(parameters)].join('&');
  return createHmac('sha1', `${encode(keys.consumerSecret)}&${encode(keys.tokenSecret)}`)
    .update(text)
    .digest('base64');
}
