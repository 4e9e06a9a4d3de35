import { InputError } from '../errors/senhasegura-error.js';
import { BlockList, isIP } from 'node:net';
import type { ProxySettings } from './http-types.js';

/** A proxy for the vault. */
export interface Proxy {
  /** The proxy's address, without credentials. */
  readonly uri: string;
  /** The value of a Proxy-Authorization header. */
  readonly authorization?: string;
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
  if (isLeftOut(vault, proxy.noProxy ?? '')) return undefined;
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
  };
}

/**
 * Whether NO_PROXY leaves a URL out: names with all below them (a dot or `*.` in front says the same), addresses, CIDR blocks, each
 * perhaps with a port, or `*` for all; separated by commas or white space. Case and a dot at the end do not count. Only addresses
 * that are written as such are looked for in blocks: no name is looked up.
 */
export function isLeftOut(url: URL, noProxy: string): boolean {
  const host = bareHost(url.hostname);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return noProxy
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = entry, onlyPort] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
      return (onlyPort === undefined || onlyPort === port) && (name === '*' || covers(bareHost(name), host));
    });
}

function bareHost(text: string): string {
  return text
    .toLowerCase()
    .replace(/^\[(.*)\](?=$|\/)/, '$1')
    .replace(/\.$/, '');
}

function covers(entry: string, host: string): boolean {
  const [address = '', prefix] = entry.split('/');
  const family = isIP(address);
  if (family !== 0)
    return isIP(host) !== 0 && blockOf(address, family, prefix)?.check(host, familyName(isIP(host))) === true;
  const name = entry.replace(/^\*?\./, '');
  return isIP(host) === 0 && name !== '' && (host === name || host.endsWith(`.${name}`));
}

const familyName = (family: number): 'ipv4' | 'ipv6' => (family === 6 ? 'ipv6' : 'ipv4');

/** `undefined` for a prefix that no address has. */
function blockOf(address: string, family: number, prefix: string | undefined): BlockList | undefined {
  const longest = family === 6 ? 128 : 32;
  const length = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : longest + 1;
  if (length > longest) return undefined;
  const block = new BlockList();
  block.addSubnet(address, length, familyName(family));
  return block;
}
