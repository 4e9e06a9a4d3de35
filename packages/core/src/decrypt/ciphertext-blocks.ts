/**
 * The RSA blocks of an encrypted answer: base64 with padding, of one block or, for a long value, several.
 *
 * @param size bytes of a block: the length of the key's modulus
 * @returns `undefined` for a text that does not have this form, and so is no ciphertext
 */
export function ciphertextBlocks(text: string, size: number): readonly Buffer[] | undefined {
  if (text === '' || text.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % size !== 0) return undefined;
  // Buffer reads base64 generously: only what it would write itself counts.
  if (bytes.toString('base64') !== text) return undefined;
  return Array.from({ length: bytes.length / size }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}
