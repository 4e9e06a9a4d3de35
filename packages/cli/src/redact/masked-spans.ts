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
