import { type CompiledForms, skipFrom } from './compile-forms.js';
import { depthOf, matchOf, nextState, ROOT } from './form-automaton.js';

/**
 * The stretches of a stream that matches cover, in order, with at least one byte between any two. Positions are offsets in
 * bytes from the start of the current chunk: what came before has negative ones.
 */
export interface MaskedSpans {
  readonly starts: number[];
  readonly ends: number[];
}

/** Adds a match that ends where no earlier one ended later. Spans that it overlaps or touches become one with it. */
export function coverSpan({ starts, ends }: MaskedSpans, start: number, end: number): void {
  let first = start;
  for (let last = ends.length - 1; last >= 0 && start <= (ends[last] ?? 0); last--) {
    first = Math.min(first, starts[last] ?? first);
    starts.pop();
    ends.pop();
  }
  starts.push(first);
  ends.push(end);
}

/**
 * A beginning of so few bytes is given up for the window, which looks at them again. Longer ones stay with the automaton,
 * so that no text makes the scan look at a byte more than a few times. A window is always wider than this.
 */
const GIVEN_UP = 2;

/** Is told of a match: its first byte, the byte behind it, both from the start of the chunk, and the state at its end. */
export type OnMatch = (start: number, end: number, state: number) => void;

/**
 * Looks for forms in the next chunk of a stream, tells of every match that ends in it, and returns the state behind its last
 * byte. `from` is the state before its first.
 */
export function scanChunk({ automaton, skip }: CompiledForms, from: number, chunk: Buffer, onMatch: OnMatch): number {
  const givenUp = skip.window === 0 ? -1 : GIVEN_UP;
  let state = from;
  let depth = depthOf(automaton, from);
  /** Where the window was left last. It comes in only behind that, and not before the start of the chunk. */
  let entered = -1;
  let at = 0;
  for (;;) {
    const beginning = at - depth;
    if (depth <= givenUp && beginning > entered) {
      at = skipFrom(skip, chunk, beginning);
      entered = at;
      state = ROOT;
    }
    if (at >= chunk.length) return state;
    state = nextState(automaton, state, chunk[at] ?? 0);
    depth = depthOf(automaton, state);
    at++;
    const length = matchOf(automaton, state);
    if (length !== 0) onMatch(at - length, at, state);
  }
}
