import { shownPath } from '../errors/message-text.js';
import type { AnswerLocation } from '../errors/senhasegura-error.js';
import type { HttpMethod } from './http-types.js';

export const MAX_REDIRECTS = 5;

export type RefusedRedirect = 'other-origin' | 'method' | 'no-address' | 'too-many';

export type Hop =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly url: URL }
  | { readonly kind: 'refuse'; readonly reason: RefusedRedirect };

export interface Redirectable {
  readonly method: HttpMethod;
  readonly url: URL;
  /** Redirects that were followed before this answer. */
  readonly followed: number;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function target(location: unknown, from: URL): URL | undefined {
  return typeof location === 'string' && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}

/**
 * Where an answer sends a request (RFC 9110 section 15.4). Never to another origin, since credentials go along; a request
 * with a body is followed only where the method is kept (307, 308).
 */
export function nextHop(request: Redirectable, status: number, location: unknown): Hop {
  if (!REDIRECTS.has(status)) return { kind: 'none' };
  const url = target(location, request.url);
  if (url === undefined) return { kind: 'refuse', reason: 'no-address' };
  if (url.origin !== request.url.origin) return { kind: 'refuse', reason: 'other-origin' };
  const readsOnly = request.method === 'GET' || request.method === 'HEAD';
  if (!readsOnly && status !== 307 && status !== 308) return { kind: 'refuse', reason: 'method' };
  if (request.followed >= MAX_REDIRECTS) return { kind: 'refuse', reason: 'too-many' };
  return { kind: 'follow', url };
}

const REFUSED: Readonly<Record<RefusedRedirect, string>> = {
  'other-origin':
    'It redirects to another address. Credentials are not sent there: set `url` to the final address of the vault, and check that no login page or portal stands in front of it.',
  method:
    'It redirects a request that changes something, which is not followed. Set `url` to the final address of the vault, with `https`, the right host name and path.',
  'no-address': 'It redirects without a usable address. Check `url`, and what stands in front of the vault.',
  'too-many': 'It redirects in a circle. Check `url`, and what stands in front of the vault.',
};

function line({ method, path, status }: AnswerLocation): string {
  return `${method} ${shownPath(path)} failed with status ${status}.`;
}

/** A redirect that is not followed. The address itself is the vault's text: it is not shown. */
export function redirectMessage(where: AnswerLocation, reason: RefusedRedirect): string {
  return `${line(where)} ${REFUSED[reason]}`;
}

export function notUtf8Message({ method, path, status }: AnswerLocation): string {
  return `${method} ${shownPath(path)} was answered with status ${status} and something that is not UTF-8 text, so not by a vault. Check \`url\`, and what stands in front of the vault.`;
}

/** The coding of a body (RFC 9110 section 8.4): its name where it is one, `undefined` for none. */
export function contentCoding(header: string | readonly string[] | undefined): string | undefined {
  const text = (typeof header === 'string' ? header : (header ?? []).join(', ')).trim().toLowerCase();
  if (text === '' || text === 'identity') return undefined;
  return /^[a-z0-9, -]{1,40}$/.test(text) ? text : 'unknown';
}

export function codedMessage({ method, path, status }: AnswerLocation, coding: string): string {
  return `${method} ${shownPath(path)} was answered with status ${status} and a body in the coding \`${coding}\`, although \`identity\` was asked for. Have what stands in front of the vault pass \`Accept-Encoding\` on, or turn its compression off for the vault.`;
}
