import { InputError } from '../errors/senhasegura-error.js';
import type { ProxySettings } from './connection-settings.js';

/** A proxy for the vault's origin, unless `noProxy` leaves the origin out. */
export interface Proxy {
  /** The proxy's address, without credentials. */
  readonly uri: string;
  /** The value of a Proxy-Authorization header. */
  readonly authorization?: string;
  readonly noProxy: string;
}

const WRONG =
  'HTTPS_PROXY is not the address of a proxy. Write `http://host:port` or `http://user:password@host:port`.';

/** The part between the first `:` of the credentials and the `@`, just as it was written. */
function writtenPassword(address: string): string | undefined {
  return /^[^:]*:\/\/[^:@/]*:(.*)@/s.exec(address)?.[1];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new InputError(
      'The user name or password in HTTPS_PROXY has a `%` that is not an escape: write it as `%25`.',
      {
        cause,
      },
    );
  }
}

function authorization(url: URL, onSecret: (value: string) => void): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const password = decoded(url.password);
  // A user name alone is a token.
  const secrets = url.password === '' ? [url.username, decoded(url.username)] : [url.password, password];
  secrets.forEach(onSecret);
  const pair = Buffer.from(`${decoded(url.username)}:${password}`).toString('base64');
  onSecret(pair);
  return `Basic ${pair}`;
}

/**
 * The proxy to use for a vault, `undefined` for none. A vault that is reached without TLS is on this machine (design section
 * 3): its traffic never goes to a proxy.
 *
 * @throws InputError that does not quote the address, which can hold a password
 */
export function proxyFor(vault: URL, proxy: ProxySettings, onSecret: (value: string) => void): Proxy | undefined {
  const written = proxy.httpsProxy?.trim() ?? '';
  if (vault.protocol !== 'https:' || written === '') return undefined;
  const address = written.includes('://') ? written : `http://${written}`;
  const password = writtenPassword(address);
  if (password !== undefined && password !== '') onSecret(password);
  if (!URL.canParse(address)) throw new InputError(WRONG);
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new InputError(WRONG);
  const credentials = authorization(url, onSecret);
  return {
    uri: url.origin,
    ...(credentials === undefined ? {} : { authorization: credentials }),
    noProxy: proxy.noProxy ?? '',
  };
}
