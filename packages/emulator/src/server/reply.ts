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
  readonly placement?: Placement;
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

export type Placement = 'beside' | 'inside';

export function success(
  message: string,
  payload: Readonly<Record<string, unknown>> = {},
  extras: { readonly status?: number; readonly placement?: Placement } = {},
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
