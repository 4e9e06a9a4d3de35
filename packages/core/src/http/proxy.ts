import { BlockList, isIP } from 'node:net';
import { InputError } from '../errors/senhasegura-error.js';
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
const PIECES =
  'HTTPS_PROXY has a path, a query or a fragment, which no proxy has: most often these are pieces of a password. Write `/` in a password as `%2F`, `?` as `%3F`, `#` as `%23`.';
const BAD_ESCAPE = 'The user name or password in HTTPS_PROXY has a `%` that is not an escape: write it as `%25`.';

/**
 * The proxy to use for a vault, `undefined` for none. A vault that is reached without TLS is on this machine (design section
 * 3): its traffic never goes to a proxy.
 *
 * @param onSecret gets the passwords of all proxies in every form: other programs of a job print theirs too
 * @throws InputError that does not quote the address, which can hold a password
 */
export function proxyFor(vault: URL, proxy: ProxySettings, onSecret: (value: string) => void): Proxy | undefined {
  const written = withScheme(proxy.httpsProxy);
  for (const address of [withScheme(proxy.httpProxy), written]) secretsIn(address).forEach(onSecret);
  if (vault.protocol !== 'https:' || written === '' || isLeftOut(vault, proxy.noProxy ?? '')) return undefined;
  if (!URL.canParse(written)) throw new InputError(WRONG);
  const url = new URL(written);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new InputError(WRONG);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw new InputError(PIECES);
  if (url.username === '' && url.password === '') return { uri: url.origin };
  const [name, password] = [decoded(url.username), decoded(url.password)];
  if (name === undefined || password === undefined) throw new InputError(BAD_ESCAPE);
  return { uri: url.origin, authorization: `Basic ${pairOf(name, password)}` };
}

function withScheme(address = ''): string {
  const trimmed = address.trim();
  return trimmed === '' || trimmed.includes('://') ? trimmed : `http://${trimmed}`;
}

/** Every form of the secret in an address, also in one that can't be used. A user name alone is a token. */
function secretsIn(address: string): readonly string[] {
  // From the first `:` of the credentials to the last `@`, just as it was written.
  const written = /^[^:]*:\/\/[^:@/]*:(.*)@/s.exec(address)?.[1] ?? '';
  const { username = '', password = '' } = URL.canParse(address) ? new URL(address) : {};
  const forms = [written, password === '' ? username : password];
  const pair =
    username === '' && password === '' ? '' : pairOf(decoded(username) ?? username, decoded(password) ?? password);
  return [...forms, ...forms.map((form) => decoded(form) ?? ''), pair].filter((secret) => secret !== '');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const pairOf = (name: string, password: string): string => Buffer.from(`${name}:${password}`).toString('base64');

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
