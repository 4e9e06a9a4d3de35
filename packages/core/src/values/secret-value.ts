/** The vault's kinds of things that a reference can name (design section 2). */
export const SOURCES = [
  ...(['dsm', 'jit', 'pam', 'ssh', 'info'] as const),
  ...(['mysafe-password', 'mysafe-note', 'mysafe-api', 'cert'] as const),
] as const;
export type Source = (typeof SOURCES)[number];

/** Those of which `*` in place of an id means every item. */
export const LISTED_SOURCES = ['dsm', 'jit'] as const satisfies readonly Source[];
export type ListedSource = (typeof LISTED_SOURCES)[number];

/** One field of an item in the vault. One item can hold a name more than once (contract section 3). */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** A value as it leaves the vault: text, or bytes where a `base64` modifier decoded something that is no UTF-8 text. */
export type SecretValue = string | Uint8Array;

/** The text that bytes are in UTF-8, a byte order mark included; `undefined` where they are no such text. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
