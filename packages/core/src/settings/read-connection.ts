import { quoteText } from '../errors/message-text.js';
import { type Reading, parseBoolean, parseWholeNumber } from '../values/reading.js';
import { checkCertificates, checkPrivateKey } from './pem-text.js';
import type { ReadTextFile } from './setting-files.js';
import type { SettingReader } from './setting-reader.js';
import type { ConnectionSettings, ProxySettings, TlsSettings } from '../http/http-types.js';
import type { Environment } from './setting-texts.js';

/** Any address will do where the setting is wrong: the problem that was reported stops the run. */
const NOWHERE = new URL('https://vault.invalid');

/** Reads how to reach the vault. Problems go to the reader. */
export async function readConnection(
  reader: SettingReader,
  environment: Environment,
  readTextFile: ReadTextFile,
): Promise<ConnectionSettings> {
  const url = reader.required('url') === undefined ? undefined : reader.parsed('url', parseVaultUrl);
  const timeout = reader.parsed('timeout', (text) => parseWholeNumber(text, 1, 3600)) ?? 0;
  const retries = reader.parsed('retries', (text) => parseWholeNumber(text, 0, 100)) ?? 0;
  const maxWait = reader.parsed('max-wait', (text) => parseWholeNumber(text, 0, 3600)) ?? 0;
  return Object.freeze({
    url: url ?? NOWHERE,
    tls: await readTls(reader, () => nodeAuthorities(environment, readTextFile)),
    proxy: readProxy(environment),
    timeout: timeout * 1000,
    retries,
    maxWait: maxWait * 1000,
  });
}

/** The vault's address: https, or http to a loopback address. The URL that comes back has no slash at its end. */
export function parseVaultUrl(text: string): Reading<URL> {
  if (!URL.canParse(text)) {
    return { problem: 'is not an address; write it as https://vault.example.com' };
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { problem: `begins with ${quoteText(url.protocol)}, but only https:// is possible` };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'holds a user name or a password; give credentials in their own settings' };
  }
  if (url.search !== '' || url.hash !== '') {
    return { problem: 'holds a query or a fragment; give the address alone' };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { problem: `is http to ${quoteText(url.hostname)}, which would send secrets unprotected; use https` };
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return { ok: url };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

async function readTls(reader: SettingReader, ofNode: () => Promise<string>): Promise<TlsSettings> {
  const insecure = reader.parsed('insecure', parseBoolean) ?? false;
  const extraAuthorities = await reader.pem('ca-certificate');
  if (extraAuthorities !== undefined) {
    const certificates = checkCertificates(extraAuthorities);
    if ('problem' in certificates) reader.problem('ca-certificate', certificates.problem);
  }
  const client = await readClientCertificate(reader);
  return Object.freeze({
    verify: !insecure,
    ...(extraAuthorities === undefined ? {} : { extraAuthorities: `${extraAuthorities}${await ofNode()}` }),
    ...(client === undefined ? {} : { client }),
  });
}

/**
 * The certificates that NODE_EXTRA_CA_CERTS names, in PEM after a line end; empty where there are none. Node 20 forgets them as soon as a
 * context gets another authority, so that they must be given along with it. A file that can't be read is passed over with a
 * warning by Node itself at its start.
 */
async function nodeAuthorities(environment: Environment, readTextFile: ReadTextFile): Promise<string> {
  const path = environment.NODE_EXTRA_CA_CERTS ?? '';
  if (path === '') return '';
  try {
    const text = await readTextFile(path);
    return text.includes('-----BEGIN CERTIFICATE-----') ? `\n${text}` : '';
  } catch {
    return '';
  }
}

async function readClientCertificate(reader: SettingReader): Promise<TlsSettings['client']> {
  const certificate = await reader.pem('client-certificate');
  const key = await reader.pem('client-key');
  const passphrase = reader.text('client-key-passphrase');
  if (reader.text('client-certificate') === undefined && reader.text('client-key') === undefined) return undefined;
  if (reader.text('client-certificate') === undefined)
    reader.problem('client-certificate', 'is missing: client-key needs it');
  if (reader.text('client-key') === undefined) reader.problem('client-key', 'is missing: client-certificate needs it');
  if (certificate === undefined || key === undefined) return undefined;
  const certificates = checkCertificates(certificate);
  const privateKey = checkPrivateKey(key, passphrase);
  if ('problem' in certificates) reader.problem('client-certificate', certificates.problem);
  if ('problem' in privateKey) reader.problem('client-key', privateKey.problem);
  if ('ok' in certificates && 'ok' in privateKey) {
    const own = certificates.ok.findIndex((one) => one.checkPrivateKey(privateKey.ok));
    if (own > 0) reader.problem('client-certificate', outOfOrder(own, certificates.ok.length));
    if (own < 0) reader.problem('client-key', 'does not belong to the first certificate of client-certificate');
  }
  return Object.freeze({ certificate, key, ...(passphrase === undefined ? {} : { passphrase }) });
}

/** TLS sends a chain as it is written: its own certificate first (RFC 8446 section 4.4.2). */
function outOfOrder(own: number, count: number): string {
  return `has the certificate of client-key as number ${own + 1} of ${count}: it must be the first, and after it each the one that issued the one before (\`cat own.pem intermediate.pem > chain.pem\`)`;
}

/** The proxies of an environment: lower case first, as curl and the other tools of a job do. */
export function readProxy(environment: Environment): ProxySettings {
  const either = (...names: readonly string[]): string | undefined =>
    names.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
  const httpProxy = either('http_proxy', 'HTTP_PROXY');
  const httpsProxy = either('https_proxy', 'HTTPS_PROXY');
  const noProxy = either('no_proxy', 'NO_PROXY');
  return Object.freeze({
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
  });
}
