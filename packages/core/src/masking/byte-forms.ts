/** A core needs this many bytes: shorter ones are few characters that other texts also hold. */
const SHORTEST_CORE = 8;

/** GNU `base64` and MIME break base64 after 76 characters, `openssl` and PEM after 64. */
const WRAP_WIDTHS = [76, 64] as const;
/** Keys, certificates and kubeconfigs are smaller. Above it each kilobyte would cost 40 more masks. */
const LARGEST_WRAPPED = 16 * 1024;
/** What is left in a last line that is shorter says little, and could stand in any log. */
const SHORTEST_LAST_LINE = 16;

type Add = (form: string) => void;

function addInBothAlphabets(base64: string, add: Add): void {
  add(base64);
  if (/[+/]/.test(base64)) add(base64.replaceAll('+', '-').replaceAll('/', '_'));
}

function withoutPadding(base64: string): string {
  const padding = base64.indexOf('=', base64.length - 2);
  return padding < 0 ? base64 : base64.slice(0, padding);
}

function addWrapped(unpadded: string, add: Add): void {
  for (const width of WRAP_WIDTHS) {
    if (unpadded.length <= width) continue;
    for (let at = 0; at < unpadded.length; at += width) {
      const line = unpadded.slice(at, at + width);
      if (line.length >= Math.min(width, SHORTEST_LAST_LINE)) addInBothAlphabets(line, add);
    }
  }
}

/**
 * Three bytes become four characters, so what stands before the value decides, by its length modulo 3, how the value is
 * cut. A core is what stays the same then, whatever stands before and behind: the value's base64 without the characters
 * that share bits with a neighbour.
 */
function addCore(base64: string, before: 0 | 1 | 2, length: number, add: Add): void {
  addInBothAlphabets(base64.slice(before === 0 ? 0 : before + 1, Math.floor(((before + length) * 8) / 6)), add);
}

/** The bytes with two zero bytes in front, so that each of the three cuts is a view and no copy. */
const shift = (bytes: string | Uint8Array): Buffer =>
  typeof bytes === 'string' ? Buffer.from(`\0\0${bytes}`) : Buffer.concat([Buffer.alloc(2), bytes]);

/**
 * The spellings of bytes, or of the UTF-8 bytes of a text, in base64 (RFC 4648 sections 4 and 5: padded and not, broken
 * into lines, and as a part of something longer) and in hexadecimal.
 */
export function addByteForms(bytes: string | Uint8Array, add: Add): void {
  const shifted = shift(bytes);
  const length = shifted.length - 2;
  const padded = shifted.toString('base64', 2);
  const unpadded = withoutPadding(padded);
  addInBothAlphabets(padded, add);
  if (unpadded.length < padded.length) addInBothAlphabets(unpadded, add);
  if (length >= SHORTEST_CORE) {
    addCore(padded, 0, length, add);
    addCore(shifted.toString('base64', 1), 1, length, add);
    addCore(shifted.toString('base64'), 2, length, add);
  }
  if (length <= LARGEST_WRAPPED) addWrapped(unpadded, add);
  const hex = shifted.toString('hex', 2);
  add(hex);
  add(hex.toUpperCase());
}
