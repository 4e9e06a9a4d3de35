export type ErrorCode = 'InputError' | 'AuthenticationError' | 'APIError' | 'TransportError' | 'CleanupError';

/**
 * The errors this product raises. Each message says what happened, where, and what to do now; it never holds an answer's
 * body or a secret. `cause` is kept for programs; adapters never print it.
 */
export abstract class SenhaseguraError extends Error {
  abstract readonly code: ErrorCode;
}

/** What the user wrote can't be used: settings, references, names, values that do not fit their sink. */
export class InputError extends SenhaseguraError {
  override readonly name = 'InputError';
  readonly code = 'InputError';
  /** Every problem that was found, a sentence each. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(list.length === 1 ? list[0] : `${list.length} problems:\n${list.map((p) => `- ${p}`).join('\n')}`, options);
    this.problems = Object.freeze([...list]);
  }
}

/** Selected secrets or fields that are not there, or that the authorization may not read. */
export class MissingSecretError extends InputError {}

/** The vault answered, and where: what an error may tell of an answer. The path has no query. */
export interface AnswerLocation {
  readonly method: string;
  readonly path: string;
  /** HTTP status, or the envelope's own where that is the failing one. */
  readonly status: number;
  /** The vault's code, e.g. 1007 (contract section 1). */
  readonly vaultCode?: number | undefined;
  /** It came in the envelope of contract section 1, which a vault alone gives. */
  readonly inEnvelope?: boolean | undefined;
}

abstract class AnsweredError extends SenhaseguraError implements AnswerLocation {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly vaultCode: number | undefined;
  readonly inEnvelope: boolean;

  constructor(message: string, where: AnswerLocation, options?: ErrorOptions) {
    super(message, options);
    this.method = where.method;
    this.path = where.path;
    this.status = where.status;
    this.vaultCode = where.vaultCode;
    this.inEnvelope = where.inEnvelope ?? false;
  }
}

/** The vault does not accept who we say we are. */
export class AuthenticationError extends AnsweredError {
  override readonly name = 'AuthenticationError';
  readonly code = 'AuthenticationError';
}

/** The authorization that calls has been deactivated (contract section 1). */
export class InactiveAuthorizationError extends AuthenticationError {}

/** The vault answered a call with a failure, or with something that is no answer of a vault. */
export class APIError extends AnsweredError {
  override readonly name = 'APIError';
  readonly code = 'APIError';
}

/** The vault does not have the path at all: another version, another prefix, or the other of `/iso` and `/api`. */
export class NoSuchRouteError extends APIError {}

/** No answer came: DNS, connection, proxy, TLS, time-out, or an answer that was cut off or too large. */
export class TransportError extends SenhaseguraError {
  override readonly name = 'TransportError';
  readonly code = 'TransportError';
  readonly method: string;
  readonly path: string;

  constructor(message: string, where: { readonly method: string; readonly path: string }, options?: ErrorOptions) {
    super(message, options);
    this.method = where.method;
    this.path = where.path;
  }
}

/** Something could not be taken back. */
export class CleanupError extends SenhaseguraError {
  override readonly name = 'CleanupError';
  readonly code = 'CleanupError';
}

/**
 * What a user reads when a run fails. Errors that nobody foresaw say so, and show no text but that of the operating system: Node's
 * own quote what they were given, and that can be a secret in a spelling that no masker knows. None shows its cause.
 */
export function failureMessage(error: unknown): string {
  if (error instanceof SenhaseguraError) return error.message;
  const { name, message, syscall } = partsOf(error);
  if (typeof name !== 'string') return 'Something unforeseen happened.';
  const code = systemCode(error);
  const text = typeof syscall === 'string' && typeof message === 'string' ? `: ${message}` : '.';
  return `Something unforeseen happened (${code === undefined ? name : `${name} ${code}`})${text}`;
}

/** Not by `instanceof`: errors of Node can come from another realm. */
function partsOf(error: unknown): { readonly name?: unknown; readonly message?: unknown; readonly syscall?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}

/**
 * The code of an error of the operating system, such as `ENOENT`; `undefined` for any other error. Told by its shape: an
 * error that was made in another realm is no instance of our `Error`.
 */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
