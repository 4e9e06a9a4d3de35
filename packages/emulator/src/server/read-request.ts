import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { readBody } from './body.js';
import type { VaultRequest } from './request.js';

/** Reads a whole request. The prefix is what a reverse proxy in front of the vault would strip. */
export async function readRequest(
  message: IncomingMessage,
  surroundings: { readonly prefix: string; readonly clientAddress: string | undefined },
): Promise<VaultRequest> {
  const { pathname: signedPath, search } = splitTarget(message.url ?? '/');
  const path = withoutPrefix(signedPath, surroundings.prefix);
  const fingerprint = fingerprintOf(message);
  return {
    method: message.method ?? 'GET',
    path,
    signedPath,
    rawQuery: search,
    query: new URLSearchParams(search),
    headers: message.headers,
    body: await readBody(message),
    family: path.startsWith('/api/') ? 'api' : 'iso',
    scheme: message.socket instanceof TLSSocket ? 'https' : 'http',
    clientAddress: surroundings.clientAddress ?? plainAddress(message.socket.remoteAddress ?? ''),
    ...(fingerprint !== undefined && { clientFingerprint: fingerprint }),
    params: {},
  };
}

function splitTarget(target: string): { pathname: string; search: string } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { pathname: target, search: '' }
    : { pathname: target.slice(0, mark), search: target.slice(mark + 1) };
}

/** A path outside the prefix becomes one that no route matches. */
function withoutPrefix(path: string, prefix: string): string {
  if (prefix === '') return path;
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : '/outside-the-prefix';
}

function fingerprintOf({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  // An empty object when the client presented none, whatever the type says.
  const certificate: Partial<ReturnType<TLSSocket['getPeerCertificate']>> = socket.getPeerCertificate();
  return certificate.fingerprint256?.replaceAll(':', '').toLowerCase();
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
