/** What redaction must come to, told another way: mark each byte of each occurrence, then write a mask for each marked run. */
export function naiveRedaction(text: Buffer, forms: readonly Buffer[]): Buffer {
  const marked = new Array<boolean>(text.length).fill(false);
  for (const form of forms) {
    if (form.length === 0) continue;
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
      marked.fill(true, at, at + form.length);
  }
  const out: number[] = [];
  marked.forEach((isMarked, at) => {
    if (!isMarked) out.push(text[at] ?? 0);
    else if (at === 0 || !marked[at - 1]) out.push(0x2a, 0x2a, 0x2a);
  });
  return Buffer.from(out);
}
