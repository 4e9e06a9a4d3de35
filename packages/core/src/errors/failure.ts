/** What kind of failure an answer tells of; `other` leaves the status and the vault's code to tell. */
export type FailureReason =
  | 'no-such-route'
  | 'inactive-authorization'
  | 'address-not-allowed'
  | 'invalid-client'
  | 'invalid-request'
  | 'invalid-token'
  | 'oauth'
  | 'client-certificate'
  | 'plain-http'
  | 'not-json'
  | 'not-an-object'
  | 'empty'
  | 'other';

/** A failed call, read out of an answer. Holds nothing of the answer's own text. */
export interface Failure {
  /** HTTP status, or the envelope's own where that is the failing one. */
  readonly status: number;
  readonly vaultCode: number | undefined;
  readonly reason: FailureReason;
}
