import { InputError } from '../errors/senhasegura-error.js';
import { shownPath } from '../errors/message-text.js';
import type { HttpMethod } from '../http/http-types.js';
import { requestTarget } from '../http/request-url.js';
import type { JsonObject } from '../values/json-value.js';
import type { CallBody, Vault, VaultAnswer, VaultCall } from '../vault/vault.js';

type Scalar = string | number | boolean;

export interface ReadOptions {
  /** The query; `undefined` values are left out. */
  readonly params?: Readonly<Record<string, Scalar | undefined>>;
}

export interface WriteOptions extends ReadOptions {
  /** A body of JSON. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** A body as a form sends it; never together with `json`. */
  readonly form?: Readonly<Record<string, Scalar | undefined>>;
  /** `true`: asking twice is as good as asking once, so a request whose answer was lost may be repeated. */
  readonly idempotent?: boolean;
}

/**
 * Requests to any path below the vault's address, e.g. `/api/pam/credential`. Ids in it have to be percent-encoded.
 * @throws {InputError} for a path or a body that can't be sent; {AuthenticationError}, {APIError}, {TransportError} of the
 *   vault
 */
export interface Requests {
  get(path: string, options?: ReadOptions): Promise<VaultAnswer>;
  post(path: string, options?: WriteOptions): Promise<VaultAnswer>;
  put(path: string, options?: WriteOptions): Promise<VaultAnswer>;
  delete(path: string, options?: WriteOptions): Promise<VaultAnswer>;
}

/**
 * @param vaultFor gives the vault whose token fits the path
 * @param base the vault's address, prefix included
 */
export function createRequests(vaultFor: (path: string) => Vault, base: URL): Requests {
  const ask = async (method: HttpMethod, path: string, options: WriteOptions): Promise<VaultAnswer> => {
    const repeat = method === 'GET' || options.idempotent === true ? 'safe' : 'only-before-acting';
    const target = requestPath(path, base);
    const call: VaultCall = {
      method,
      path: target,
      query: texts('params', options.params),
      repeat,
      ...bodyOf(options),
    };
    return vaultFor(target).ask(call);
  };
  return {
    get: (path, { params } = {}) => ask('GET', path, params === undefined ? {} : { params }),
    post: (path, options = {}) => ask('POST', path, options),
    put: (path, options = {}) => ask('PUT', path, options),
    delete: (path, options = {}) => ask('DELETE', path, options),
  };
}

function bodyOf({ json, form }: WriteOptions): CallBody {
  if (json !== undefined && form !== undefined) throw new InputError('A request has json or form, not both.');
  if (form !== undefined) return { form: texts('form', form) };
  return json === undefined ? {} : { json: plain(json) };
}

function texts(what: string, values: Readonly<Record<string, Scalar | undefined>> = {}): Record<string, string> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const wrong = entries.filter(([, value]) => !['string', 'number', 'boolean'].includes(typeof value));
  if (wrong.length > 0) {
    throw new InputError(
      wrong.map(([name]) => `${what}: ${JSON.stringify(name)} has to be a text, a number or a boolean.`),
    );
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** As JSON sees it. The error of `JSON.stringify` can quote what it saw. */
function plain(json: Readonly<Record<string, unknown>>): JsonObject {
  try {
    return JSON.parse(JSON.stringify(json)) as JsonObject;
  } catch {
    throw new InputError('json: is nothing that JSON can write: look for circles and big integers.');
  }
}

/**
 * A path that a program wrote, if it is sent just as it is: it must not leave the vault's address (`//host`, `..`), and a
 * signature covers each of its characters.
 * @throws {InputError} with what to do
 */
export function requestPath(path: unknown, base: URL): string {
  if (typeof path === 'string' && isSentAsWritten(path, base)) return path;
  throw new InputError(
    `The path ${shownPath(String(path))} can't be asked for. Begin it with one slash below the vault's address, write ids with encodeURIComponent, leave out "." and ".." and give the query as params.`,
  );
}

function isSentAsWritten(path: string, base: URL): boolean {
  if (!/^\/(?!\/)[^?#]*$/.test(path)) return false;
  const target = requestTarget(base, path);
  if (!URL.canParse(target, base.origin)) return false;
  return new URL(target, base.origin).href === `${base.origin}${target}`;
}
