import type { IncomingHttpHeaders } from 'node:http';
import type { ApiFamily } from './envelope.js';
import type { RequestBody } from './body.js';

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

/** A list sent as a JSON array, as repeated form fields (`tags[]`) or as one text with commas. */
export function listField(request: VaultRequest, name: string): string[] {
  const value = request.body.fields.get(name);
  if (Array.isArray(value)) return value.map(String);
  const repeated = request.body.form?.getAll(`${name}[]`) ?? [];
  if (repeated.length > 0) return repeated;
  return typeof value === 'string' && value !== '' ? value.split(',').map((item) => item.trim()) : [];
}
