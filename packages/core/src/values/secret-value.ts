/** A value as it leaves the vault: text, or bytes where a `base64` modifier decoded something that is no UTF-8 text. */
export type SecretValue = string | Uint8Array;

/** One field of an item in the vault. One item can hold a name more than once (contract section 3). */
export interface Field {
  readonly name: string;
  readonly value: string;
}
