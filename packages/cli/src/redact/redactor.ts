import type { CompiledForms } from './compile-forms.js';
import { depthOf, ROOT } from './form-automaton.js';
import { coverSpan, type MaskedSpans, type OnMatch, scanChunk } from './scan-chunk.js';

const MASK = Buffer.from('***');

/** Redacts one stream. What it returns may share memory with the chunk it was given. */
export interface Redactor {
  /** Takes the next bytes of the stream, and returns what can be shown now: it may be empty. */
  readonly write: (chunk: Buffer) => Buffer;
  /** The stream has ended: returns what was held. The redactor is then as new. */
  readonly end: () => Buffer;
  /** How many bytes are held back now: always fewer than the longest form has. */
  readonly held: () => number;
}

/**
 * Replaces every occurrence of any form by `***`, as the masker of the GitHub runner does: occurrences that overlap or
 * touch become one `***`. The bytes that come out do not depend on how the stream was cut into chunks.
 *
 * Bytes are held back only while they are the beginning of an occurrence that is not complete, however long the stream
 * pauses: a secret that is printed byte by byte must not get through. So a prompt whose last characters begin a form is
 * shown without them until more arrives. A beginning that is never completed is shown, at the latest when the stream ends.
 */
export function createRedactor(forms: CompiledForms): Redactor {
  const spans: MaskedSpans = { starts: [], ends: [] };
  const held = createHeldBytes();
  let state = ROOT;
  let behindMask = false;
  const onMatch: OnMatch = (start, end) => {
    coverSpan(spans, start, end);
  };

  /** Shows all before `settled`, and what follows as far as it is masked. Offsets count from the start of the chunk. */
  const show = (chunk: Buffer, settled: number): Buffer => {
    const before = held.length();
    const output = Buffer.allocUnsafe(before + chunk.length + MASK.length * spans.starts.length);
    let length = 0;
    let shown = -before;
    let consumed = 0;

    const showPlain = (to: number): void => {
      if (to <= shown) return;
      if (shown < 0) {
        const heldEnd = Math.min(to, 0);
        held.copy(output, length, shown + before, heldEnd + before);
        length += heldEnd - shown;
        shown = heldEnd;
      }
      if (to > shown) length += chunk.copy(output, length, shown, to);
      shown = to;
      behindMask = false;
    };

    for (; (spans.starts[consumed] ?? Infinity) <= settled; consumed++) {
      showPlain(spans.starts[consumed] ?? 0);
      if (!behindMask) length += MASK.copy(output, length);
      behindMask = true;
      shown = Math.max(shown, spans.ends[consumed] ?? 0);
    }
    showPlain(settled);
    spans.starts.splice(0, consumed);
    spans.ends.splice(0, consumed);
    held.drop(Math.min(before, shown + before));
    held.append(chunk.subarray(Math.max(0, shown)));
    return output.subarray(0, length);
  };

  const write = (chunk: Buffer): Buffer => {
    state = scanChunk(forms, state, chunk, onMatch);
    const settled = chunk.length - depthOf(forms.automaton, state);
    if (held.length() === 0 && spans.starts.length === 0 && settled >= 0) {
      held.append(chunk.subarray(settled));
      if (settled > 0) behindMask = false;
      return chunk.subarray(0, settled);
    }
    const output = show(chunk, settled);
    for (let index = 0; index < spans.starts.length; index++) {
      spans.starts[index] = (spans.starts[index] ?? 0) - chunk.length;
      spans.ends[index] = (spans.ends[index] ?? 0) - chunk.length;
    }
    return output;
  };

  return {
    write,
    end: () => {
      state = ROOT;
      const output = show(Buffer.alloc(0), 0);
      behindMask = false;
      return output;
    },
    held: held.length,
  };
}

/** The last bytes of a stream, in a buffer that grows to what had to be held at most, and is reused. */
interface HeldBytes {
  readonly length: () => number;
  /** Adds bytes behind those that are held. */
  readonly append: (bytes: Buffer) => void;
  /** Lets the first bytes go. */
  readonly drop: (count: number) => void;
  /** Copies from `from` to `to`, offsets in what is held. */
  readonly copy: (target: Buffer, at: number, from: number, to: number) => void;
}

function createHeldBytes(): HeldBytes {
  let store = Buffer.alloc(0);
  let first = 0;
  let end = 0;

  const makeRoom = (count: number): void => {
    const length = end - first;
    const target = 2 * (length + count) > store.length ? Buffer.alloc(4 * (length + count)) : store;
    store.copy(target, 0, first, end);
    store = target;
    first = 0;
    end = length;
  };

  return {
    length: () => end - first,
    append: (bytes) => {
      if (end + bytes.length > store.length) makeRoom(bytes.length);
      bytes.copy(store, end);
      end += bytes.length;
    },
    drop: (count) => {
      first += count;
    },
    copy: (target, at, from, to) => {
      store.copy(target, at, first + from, first + to);
    },
  };
}
