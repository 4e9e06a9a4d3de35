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
function addCore(base64: string, before: number, length: number, add: Add): void {
  addInBothAlphabets(base64.slice(before === 0 ? 0 : before + 1, Math.floor(((before + length) * 8) / 6)), add);
}

function addWhole(unpadded: string, length: number, add: Add): void {
  addInBothAlphabets(unpadded, add);
  if (length % 3 !== 0) addInBothAlphabets(unpadded.padEnd(wholeGroups(length) * 4, '='), add);
  if (length <= LARGEST_WRAPPED) addWrapped(unpadded, add);
}

function addHex(hex: string, add: Add): void {
  add(hex);
  add(hex.toUpperCase());
}

/** Groups of three bytes, of which base64 makes four characters each. */
const wholeGroups = (length: number): number => Math.ceil(length / 3);

/** Bytes that wait are encoded once they are this many. */
const MOST_WAITING = 64 * 1024;
/** What may stand before a value, as far as base64 is concerned: nothing, one byte, two bytes. */
const BEFORE = [0, 1, 2] as const;
/** Zero bytes that fill a length up to whole groups of three. */
const FILLING = ['', '\0\0', '\0'] as const;
const filling = (length: number): string => FILLING[length % 3] ?? '';
const ASCII = /^[\0-\x7f]*$/;

/** The spellings of many values. */
export interface ByteForms {
  /** Adds the spellings of bytes, or of the UTF-8 bytes of a text, now or with the next `flush`. */
  readonly addOf: (bytes: string | Uint8Array) => void;
  /** Adds all that still waits. */
  readonly flush: () => void;
}

/**
 * The spellings of bytes in base64 (RFC 4648 sections 4 and 5: padded and not, broken into lines, and as a part of something
 * longer) and in hexadecimal.
 *
 * Each value stands three times in one long text, after nothing, after one zero byte and after two, each time filled up to
 * groups of three bytes. So one encoding of the long text holds all encodings of all values: of ten thousand values each
 * encoded by itself, the calls alone would cost more than the encoding.
 */
export function createByteForms(add: Add): ByteForms {
  let waiting: string[] = [];
  let lengths: number[] = [];
  let size = 0;

  const flush = (): void => {
    if (size === 0) return;
    const bytes = Buffer.from(waiting.join(''), 'latin1');
    const base64 = bytes.toString('base64');
    const hex = bytes.toString('hex');
    let at = 0;
    for (const length of lengths) {
      addHex(hex.slice(at * 2, (at + length) * 2), add);
      for (const before of BEFORE) {
        const first = (at / 3) * 4;
        const unpadded = base64.slice(first, first + Math.ceil(((before + length) * 8) / 6));
        if (before === 0) addWhole(unpadded, length, add);
        if (length >= SHORTEST_CORE) addCore(unpadded, before, length, add);
        at += wholeGroups(before + length) * 3;
      }
    }
    [waiting, lengths, size] = [[], [], 0];
  };

  return {
    addOf(bytes) {
      const text = typeof bytes === 'string' && ASCII.test(bytes) ? bytes : Buffer.from(bytes).toString('latin1');
      const { length } = text;
      if (length === 0) return;
      waiting.push(text, filling(length), '\0', text, filling(length + 1), '\0\0', text, filling(length + 2));
      lengths.push(length);
      size += length;
      if (size >= MOST_WAITING) flush();
    },
    flush,
  };
}
