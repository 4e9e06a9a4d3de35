/**
 * What a handler answers, before it is put into the vendor's envelope (wire contract §1).
 * A handler says what happened; `envelope.ts` says how that looks on the wire.
 */
export type Reply = Success | Failure | Verbatim;

export interface Success {
  readonly kind: 'success';
  readonly status: number;
  readonly message: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Where the payload goes whatever the API family says: `/iso/coe/senha` answers inside `response`. */
  readonly placement?: Placement | 'bare';
}

export interface Failure {
  readonly kind: 'failure';
  readonly status: number;
  readonly message: string;
  readonly errorCode: number;
  /** The number before the colon of the vendor's sentence, when the failure has one. */
  readonly exception?: number;
}

/** A body without the envelope: tokens, OAuth errors and the gateway's own errors. */
export interface Verbatim {
  readonly kind: 'verbatim';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Beside `response` or inside it; `bare`, of a reply, is without an envelope, as the page of the certificates has it. */
export type Placement = 'beside' | 'inside';

export function success(
  message: string,
  payload: Readonly<Record<string, unknown>> = {},
  extras: { readonly status?: number; readonly placement?: Success['placement'] } = {},
): Success {
  const { status = 200, placement } = extras;
  return { kind: 'success', status, message, payload, ...(placement && { placement }) };
}

export function failure(status: number, message: string, errorCode = 1): Failure {
  return { kind: 'failure', status, message, errorCode };
}

/** The gateway's answer for an unknown path, and for a request without an Authorization header. */
export function noRoute(): Verbatim {
  return { kind: 'verbatim', status: 404, body: { message: 'no Route matched with those values' } };
}

/** 404 with error code 4: the gateway knows the module, the module does not know the resource. */
export function resourceNotFound(): Failure {
  return failure(404, 'Resource sub not found', 4);
}

/** An OAuth error; some versions say `message`, others `error_description`, so both are sent. */
export function oauthError(status: number, error: string, message: string): Verbatim {
  return { kind: 'verbatim', status, body: { error, error_description: message, message } };
}

/** The vendor's sentences by exception code (wire contract §1; wording from the vendor's API pages, v3.33 and v4). */
const sentences = {
  1004: 'Hostname is missing',
  1007: 'Credential not found',
  1008: 'Credential inactive',
  1011: 'Device not found',
  1013: 'Public key is missing',
  1014: 'Private key is missing',
  1015: 'SSH key not found',
  1016: 'The item is not a ssh key',
  1018: 'The credential is not in the user custody',
  1023: 'Information not found',
  1024: 'Information inactive',
  1026: 'Information content is missing',
  1042: 'Invalid username',
  1044: 'Device is already activated',
  1045: 'Ssh key is already activated',
} as const;

export type SentenceCode = keyof typeof sentences;

/** A failure with one of the codes that always have the same sentence. */
export function exception(code: SentenceCode): Failure {
  return exceptionSaying(code, sentences[code]);
}

/** A failure whose sentence depends on what was asked for: 1001, 1005, 1006, 1009, 1017. */
export function exceptionSaying(code: number, sentence: string): Failure {
  return { kind: 'failure', status: 400, message: `${code}: ${sentence}`, errorCode: 1, exception: code };
}

/** 1001: a parameter that the call needs is absent or empty. */
export function missingParameter(name: string): Failure {
  return exceptionSaying(1001, `The parameter ${name} is missing`);
}

/** 1009 of PAM Core: not within reach, or in the custody of another. */
export function noAccess(): Failure {
  return exceptionSaying(1009, 'No access to credential');
}

/** The authorization lacks a permission. */
export function forbidden(): Failure {
  return failure(403, 'You are not authorized to access this resource.');
}
