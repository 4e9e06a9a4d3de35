import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { readBody, type RequestBody } from './body.js';

/** The two families of paths that a vault speaks. */
export type ApiFamily = 'iso' | 'api';

/** A request as handlers see it: read, decoded, and free of sockets. */
export interface VaultRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the prefix and the query. */
  readonly path: string;
  /** The path as it stood on the request line, prefix included: what a signature covers. */
  readonly signedPath: string;
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: RequestBody;
  readonly family: ApiFamily;
  readonly scheme: 'http' | 'https';
  readonly clientAddress: string;
  /** SHA-256 of the client certificate, lower-case hex without colons; absent when none was presented. */
  readonly clientFingerprint?: string;
  /** The decoded parameters of the route's pattern. */
  readonly params: Readonly<Record<string, string>>;
}

/** A field of the body, or of the query where the body has none; empty means absent. Numbers and booleans become text. */
export function textField(request: VaultRequest, name: string): string | undefined {
  const value = request.body.fields.get(name) ?? request.query.get(name);
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** The first of several spellings that the body or the query has. */
export function textFieldOf(request: VaultRequest, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = textField(request, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A decoded parameter of the path; the route's pattern guarantees that it is there. */
export function param(request: VaultRequest, name: string): string {
  return request.params[name] ?? '';
}

/** A list sent as a JSON array, as repeated form fields (`tags[]`, `tags`; wire contract §8) or as one text with commas. */
export function listField(request: VaultRequest, name: string): string[] {
  const value = request.body.fields.get(name);
  if (Array.isArray(value)) return value.map(String);
  const repeated = [...request.body.all(`${name}[]`), ...request.body.all(name)];
  if (repeated.length > 1 || request.body.fields.has(`${name}[]`)) return repeated;
  return typeof value === 'string' && value !== '' ? value.split(',').map((item) => item.trim()) : [];
}

/** Reads a whole request. The prefix is what a reverse proxy in front of the vault would strip. */
export async function readRequest(
  message: IncomingMessage,
  surroundings: { readonly prefix: string; readonly clientAddress: string | undefined },
): Promise<VaultRequest> {
  const { pathname: signedPath, search } = splitTarget(message.url ?? '/');
  const path = withoutSlash(withoutPrefix(signedPath, surroundings.prefix));
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

/** A path with a slash at its end is the path without it (wire contract §8). */
function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** A path outside the prefix becomes one that no route matches. */
function withoutPrefix(path: string, prefix: string): string {
  if (prefix === '') return path;
  if (path === prefix) return '/';
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
