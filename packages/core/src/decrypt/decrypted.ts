/** The paddings that a vault may use, in the order in which they are tried (contract section 2). */
export const PADDINGS = ['OAEP with SHA-1', 'OAEP with SHA-256', 'PKCS #1 v1.5'] as const;
export type Padding = (typeof PADDINGS)[number];

/** What a field of an answer comes to. */
export type Decrypted =
  /** Not encrypted: the text as it came. */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'decrypted'; readonly text: string; readonly padding: Padding }
  /** No value at all. `problem` says what it is and what to do, and goes on from the field's name and a colon. */
  | { readonly kind: 'refused'; readonly problem: string };

/** Reads a field of an answer, `null` excepted. */
export type Decrypt = (text: string) => Decrypted;

/** What the vault writes in place of a value that it could not encrypt (contract section 2). */
const SENTENCE = /^\s*An error occurred while encrypting the text\.?\s*$/i;

/**
 * Refuses the sentence that the vault sends in place of a value that it could not encrypt; every other text stays as it
 * is. This is all there is to do without a decryption key: the sentence is never a secret.
 */
export function refuseEncryptionFailure(text: string): Extract<Decrypted, { readonly kind: 'plain' | 'refused' }> {
  if (!SENTENCE.test(text)) return { kind: 'plain', text };
  return {
    kind: 'refused',
    problem:
      'the vault could not encrypt the value, and sent a sentence about that in its place. Have the key pair of the authorization made anew in the vault, or its switch "encrypt sensitive information" turned off; a value that is too long for the key needs the latter.',
  };
}
