/**
 * Percent-encodes a text for a signature: UTF-8, every byte encoded but letters, digits, `-`, `.`, `_` and `~`, in upper
 * case (RFC 5849 section 3.6). A lone surrogate becomes U+FFFD, as it does in a form.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
