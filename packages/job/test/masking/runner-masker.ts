/**
 * What the GitHub runner's masker does with a line of the log, told again from its source (SecretMasker.cs): every occurrence of
 * every mask is found in the text as it came, ranges that touch or overlap become one, and each becomes `***`.
 */
export function maskAsRunner(text: string, masks: readonly string[]): string {
  const hidden = new Uint8Array(text.length);
  for (const mask of masks) {
    for (let at = text.indexOf(mask); at >= 0; at = text.indexOf(mask, at + 1)) hidden.fill(1, at, at + mask.length);
  }
  let shown = '';
  for (let at = 0; at < text.length; at += 1) {
    if (hidden[at] === 0) shown += text.charAt(at);
    else if (hidden[at - 1] !== 1) shown += '***';
  }
  return shown;
}

/** What a simple masker does: one mask after the other, in the order it was given them. */
export function maskOneByOne(text: string, masks: readonly string[]): string {
  return masks.reduce((shown, mask) => shown.replaceAll(mask, '***'), text);
}
