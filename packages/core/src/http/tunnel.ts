import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { systemCode } from '../errors/senhasegura-error.js';
import type { TlsSettings } from './http-types.js';
import type { Proxy } from './proxy.js';
import { proxyTls } from './tls-options.js';
import { isOfCertificate, kindOfCode, kindOfProxyStatus, ProxyError } from './transport-failure.js';

export interface TunnelOptions {
  readonly proxy: Proxy;
  /** The vault. */
  readonly url: URL;
  readonly tls: TlsSettings;
  /** Milliseconds. */
  readonly timeout: number;
  /** Ends a tunnel that is still being opened. */
  readonly ending: AbortSignal;
}

/**
 * Asks a proxy for a tunnel to the vault (CONNECT, RFC 9110 section 9.3.6). By Node's own client: undici's agent for proxies tries again
 * by itself for as long as a request has time when the proxy closes the connection, and tells a proxy's failure from the vault's
 * only by the text of a message.
 *
 * @returns the connection, on which the vault is to be spoken to
 * @throws ProxyError
 */
export function openTunnel({ proxy, url, tls, timeout, ending }: TunnelOptions): Promise<Socket> {
  const address = new URL(proxy.uri);
  const hostname = address.hostname.replace(/^\[(.*)\]$/, '$1');
  const target = `${url.hostname}:${url.port === '' ? '443' : url.port}`;
  const options = {
    method: 'CONNECT',
    hostname,
    port: address.port,
    path: target,
    agent: false,
    headers: {
      host: target,
      ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
    },
  } as const;
  return new Promise((resolve, reject) => {
    const request =
      address.protocol === 'https:'
        ? overHttps({ ...options, ...proxyTls(tls), servername: isIP(hostname) === 0 ? hostname : '' })
        : overHttp(options);
    const late = setTimeout(() => request.destroy(new ProxyError('connect-timeout', 'TIMEOUT')), timeout);
    const end = (): void => void request.destroy();
    const settled = (): void => {
      clearTimeout(late);
      ending.removeEventListener('abort', end);
    };
    ending.addEventListener('abort', end);
    // Node tells of any answer to a CONNECT like this, also of a refusal.
    request.on('connect', ({ statusCode = 0 }: IncomingMessage, socket: Socket, head: Buffer) => {
      settled();
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new ProxyError(kindOfProxyStatus(statusCode), `proxy status ${statusCode}`));
    });
    request.on('error', (error) => {
      settled();
      reject(error instanceof ProxyError ? error : proxyError(systemCode(error) ?? 'UNKNOWN'));
    });
    request.end();
  });
}

function proxyError(code: string): ProxyError {
  const kind = kindOfCode(code);
  if (kind === 'not-http') return new ProxyError('proxy-not-http', code);
  // A port that does not speak TLS, as an `https:` address of a proxy needs.
  if (kind === 'plain-http' || kind === 'tls') return new ProxyError('proxy-no-tls', code);
  return new ProxyError(isOfCertificate(kind) ? 'proxy-certificate' : kind, code);
}
