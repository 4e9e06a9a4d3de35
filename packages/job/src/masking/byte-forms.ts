/** Cores of shorter values are shorter than any value that is masked. */
const SHORTEST_CORE = 4;

/** GNU `base64` and MIME break base64 after 76 characters, `openssl` and PEM after 64. */
const BASE64_WIDTHS = [76, 64] as const;
/** `xxd -p` breaks after 30 bytes. */
const HEX_WIDTH = 60;
/** Keys, certificates and kubeconfigs are smaller. Above it each kilobyte would cost 60 more masks. */
const LARGEST_WRAPPED = 16 * 1024;

type Add = (form: string) => void;

function addInBothAlphabets(base64: string, add: Add): void {
  add(base64);
  if (/[+/]/.test(base64)) add(base64.replaceAll('+', '-').replaceAll('/', '_'));
}

function addLines(text: string, width: number, add: Add): void {
  if (text.length <= width) return;
  for (let at = 0; at < text.length; at += width) add(text.slice(at, at + width));
}

/**
 * Three bytes become four characters, so what stands before the value decides, by its length modulo 3, how the value is
 * cut. A core is what stays the same then, whatever stands before and behind: the value's base64 without the characters
 * that share bits with a neighbour. Of a value that is encoded by itself one character more is left, and its padding: that is
 * four bits of the value's last byte at most, and for them every value would cost two masks more.
 */
function coreOf(base64: string, before: number, length: number): string {
  return base64.slice(before === 0 ? 0 : before + 1, Math.floor(((before + length) * 8) / 6));
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
 * The spellings of bytes in base64 (RFC 4648 sections 4 and 5: alone or as a part of something longer, and broken into lines)
 * and in hexadecimal.
 *
 * Each value stands three times in one long text, after nothing, after one zero byte and after two, each time filled up to
 * groups of three bytes. So one encoding of the long text holds all encodings of all values: of ten thousand values each
 * encoded by itself, the calls alone would cost more than the encoding.
 */
export function createByteForms(add: Add): ByteForms {
  let waiting: string[] = [];
  let lengths: number[] = [];
  let size = 0;

  const addBase64 = (unpadded: string, before: number, length: number): void => {
    const core = length < SHORTEST_CORE && before === 0 ? unpadded : coreOf(unpadded, before, length);
    if (length >= SHORTEST_CORE || before === 0) addInBothAlphabets(core, add);
    if (before !== 0 || length > LARGEST_WRAPPED) return;
    for (const width of BASE64_WIDTHS)
      addLines(core, width, (line) => {
        addInBothAlphabets(line, add);
      });
  };

  const addHex = (hex: string, length: number): void => {
    for (const digits of [hex, hex.toUpperCase()]) {
      add(digits);
      if (length <= LARGEST_WRAPPED) addLines(digits, HEX_WIDTH, add);
    }
  };

  const flush = (): void => {
    if (size === 0) return;
    const bytes = Buffer.from(waiting.join(''), 'latin1');
    const base64 = bytes.toString('base64');
    const hex = bytes.toString('hex');
    let at = 0;
    for (const length of lengths) {
      addHex(hex.slice(at * 2, (at + length) * 2), length);
      for (const before of BEFORE) {
        const first = (at / 3) * 4;
        addBase64(base64.slice(first, first + Math.ceil(((before + length) * 8) / 6)), before, length);
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
