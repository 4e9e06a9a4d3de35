import type { Decrypted } from './decrypted.js';

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
