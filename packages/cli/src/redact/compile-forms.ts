import { buildFormAutomaton } from './build-form-automaton.js';
import type { FormAutomaton } from './form-automaton.js';

/** The bytes of forms that can be redacted at the same time. Their tables take 16 bytes for each, 30 while they are built. */
export const MOST_FORM_BYTES = 16 * 1024 * 1024;

/** What finds a set of forms. It is never changed: the redactors of many streams share one. */
export interface CompiledForms {
  readonly automaton: FormAutomaton;
  readonly skip: WindowSkip;
}

/**
 * Makes forms ready to be found. Duplicates cost nothing; empty forms are left out, because they have no byte that could
 * show. How many forms there are is not limited, only their bytes.
 *
 * @throws RangeError when the forms have more than MOST_FORM_BYTES together
 */
export function compileForms(forms: Iterable<Uint8Array>): CompiledForms {
  const present = [...forms].filter((form) => form.length > 0);
  const total = present.reduce((sum, form) => sum + form.length, 0);
  if (total > MOST_FORM_BYTES)
    throw new RangeError(
      `The secrets and their encoded forms have ${total} bytes; ${MOST_FORM_BYTES} are the most that can be kept out of the output. Select fewer or smaller secrets, or mark with \`nomask\` what need not be kept out.`,
    );
  return Object.freeze({ automaton: buildFormAutomaton(present), skip: buildWindowSkip(present) });
}

/** The bytes whose hash tells how far a window can move on. */
const BLOCK = 3;
const WIDEST = 16;

/**
 * Finds the places where a form could begin, several bytes at a time (Wu, Manber: "A fast algorithm for multi-pattern
 * searching", 1994). A window as wide as the shortest form moves over the text. The block at its end tells how far it can
 * move before that block would be one of the first bytes of a form; 0 means that a form may begin where the window does.
 */
interface WindowSkip {
  /** In bytes; 0 where some form is shorter than a block: then nothing can be skipped. */
  readonly window: number;
  /** By the hash of a block. Blocks that share a hash share the smaller distance: never too far. */
  readonly shifts: Uint8Array;
  readonly hashShift: number;
}

function hashBlock(first: number, second: number, third: number, hashShift: number): number {
  return Math.imul(first | (second << 8) | (third << 16), 0x9e3779b1) >>> hashShift;
}

function buildWindowSkip(forms: readonly Uint8Array[]): WindowSkip {
  const shortest = forms.reduce((least, form) => Math.min(least, form.length), WIDEST);
  const window = shortest < BLOCK ? 0 : shortest;
  // Sixteen places for each block keep most of the table free; 64 kB to 4 MB.
  const bits = Math.min(22, Math.max(16, Math.ceil(Math.log2(16 * forms.length * window + 1))));
  const hashShift = 32 - bits;
  const shifts = new Uint8Array(2 ** bits).fill(Math.max(0, window - BLOCK + 1));
  for (const form of forms)
    for (let end = BLOCK - 1; end < window; end++) {
      const hash = hashBlock(form[end - 2] ?? 0, form[end - 1] ?? 0, form[end] ?? 0, hashShift);
      shifts[hash] = Math.min(shifts[hash] ?? 0, window - 1 - end);
    }
  return { window, shifts, hashShift };
}

/** The first offset from `at` on where a form may begin, or where less than a window is left. */
export function skipFrom({ window, shifts, hashShift }: WindowSkip, text: Uint8Array, at: number): number {
  if (window === 0) return at;
  let end = at + window - 1;
  while (end < text.length) {
    const hash = hashBlock(text[end - 2] ?? 0, text[end - 1] ?? 0, text[end] ?? 0, hashShift);
    const shift = shifts[hash] ?? 0;
    if (shift === 0) break;
    end += shift;
  }
  return end - window + 1;
}
