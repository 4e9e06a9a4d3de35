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

/** The vault answered, and where: what an error may tell of an answer. The path has no query. */
export interface AnswerLocation {
  readonly method: string;
  readonly path: string;
  /** HTTP status, or the envelope's own where that is the failing one. */
  readonly status: number;
  /** The vault's code, e.g. 1007 (contract section 1). */
  readonly vaultCode?: number | undefined;
}

abstract class AnsweredError extends SenhaseguraError implements AnswerLocation {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly vaultCode: number | undefined;

  constructor(message: string, where: AnswerLocation, options?: ErrorOptions) {
    super(message, options);
    this.method = where.method;
    this.path = where.path;
    this.status = where.status;
    this.vaultCode = where.vaultCode;
  }
}

/** The vault does not accept who we say we are. */
export class AuthenticationError extends AnsweredError {
  override readonly name = 'AuthenticationError';
  readonly code = 'AuthenticationError';
}

/** The vault answered a call with a failure, or with something that is no answer of a vault. */
export class APIError extends AnsweredError {
  override readonly name = 'APIError';
  readonly code = 'APIError';
}

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
