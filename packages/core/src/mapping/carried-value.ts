/**
 * Why a value can't be carried by a line `NAME=value`, as the end of a sentence; `undefined` where it can. What comes after
 * a line end would be a variable of its own in the vault.
 */
export function whyNotCarried(value: string): string | undefined {
  if (/[\n\r]/.test(value)) {
    return 'has a line end, and the vault takes variables as lines: what follows would become another variable. Register its base64 instead and bring it back with the modifier `base64`, or write the secret with `POST /iso/sctm/secret`';
  }
  if (value.includes('\0')) return 'has a NUL character. Register its base64 instead';
  if (!value.isWellFormed()) return 'is no valid Unicode text. Register its base64 instead';
  return undefined;
}
