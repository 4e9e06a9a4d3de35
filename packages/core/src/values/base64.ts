const WHITE_SPACE = /[ \t\r\n]+/g;

const hasAny = (text: string, one: string, other: string): boolean => text.includes(one) || text.includes(other);

/** The text without its padding. */
function withoutPadding(base64: string): string {
  const padding = base64.indexOf('=');
  return padding < 0 ? base64 : base64.slice(0, padding);
}

/**
 * Decodes base64 strictly: the standard or the URL alphabet but not both (RFC 4648 sections 4 and 5), white space
 * anywhere, padding right or absent. `undefined` for everything else, also for spare bits that are not zero (section
 * 3.5), so that no two texts are one value.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(WHITE_SPACE, '');
  if (hasAny(compact, '+', '/') && hasAny(compact, '-', '_')) return undefined;
  const standard = compact.replaceAll('-', '+').replaceAll('_', '/');
  // Node's decoder passes over what it does not know. What it encodes again tells whether it passed over anything.
  const bytes = Buffer.from(standard, 'base64');
  const encoded = bytes.toString('base64');
  return standard === encoded || standard === withoutPadding(encoded) ? bytes : undefined;
}
