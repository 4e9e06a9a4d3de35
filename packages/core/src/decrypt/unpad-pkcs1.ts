/** Bytes of padding that must not be zero (RFC 8017 section 7.2.1). */
const LEAST_PADDING = 8;

/**
 * Takes the padding of PKCS #1 v1.5 off a decrypted block: `00 02`, eight or more bytes that are not zero, `00`, the
 * message (RFC 8017 section 7.2.2).
 *
 * @returns `undefined` when the block is not padded like this
 */
export function unpadPkcs1(block: Buffer): Buffer | undefined {
  if (block[0] !== 0 || block[1] !== 2) return undefined;
  const end = block.indexOf(0, 2);
  return end < 2 + LEAST_PADDING ? undefined : block.subarray(end + 1);
}
