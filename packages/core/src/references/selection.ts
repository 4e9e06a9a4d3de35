/** The vault's kinds of things that a reference can name (design section 2). */
export const SOURCES = ['dsm', 'pam', 'ssh', 'info', 'mysafe-password', 'mysafe-note', 'mysafe-api'] as const;
export type Source = (typeof SOURCES)[number];

/** Which fields of an item a reference selects. */
export type FieldChoice = { readonly kind: 'every' } | { readonly kind: 'one'; readonly name: string };

/** What a reference points at. */
export type Target =
  | { readonly kind: 'item'; readonly source: Source; readonly id: string; readonly field: FieldChoice }
  /** `dsm:*`: every field of every secret of the authorization. */
  | { readonly kind: 'every-secret' };

/** Where a value goes. A `name` or `path` with `*` takes each field's name in its place. */
export type Sink =
  /** No sink was written: each value goes to the environment under its field's name. */
  | { readonly kind: 'field-name' }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'output'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  /** A private temporary file, whose path goes into the variable `name`. */
  | { readonly kind: 'path'; readonly name: string }
  | { readonly kind: 'ssh-agent' };

export interface Modifiers {
  /** A missing secret or field is a notice, not an error. */
  readonly optional: boolean;
  readonly nomask: boolean;
  /** Decode the value from base64 (RFC 4648, standard or URL alphabet), before `json`. */
  readonly base64: boolean;
  /** An RFC 6901 pointer into the value. */
  readonly json?: string;
}

/** One line of the `secrets` setting, read. */
export interface Selection {
  readonly target: Target;
  readonly modifiers: Modifiers;
  readonly sink: Sink;
  /** 1 for the first line of the setting. */
  readonly line: number;
  /** The line as the user wrote it, trimmed. */
  readonly text: string;
}
