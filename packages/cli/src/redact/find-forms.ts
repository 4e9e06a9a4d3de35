import type { CompiledForms } from './compile-forms.js';
import { depthOf, failOf, nextState, ROOT } from './form-automaton.js';
import { scanChunk } from './scan-chunk.js';

/** A stretch of a stream that forms cover, and what they stand for. */
export interface Found {
  /** The first byte, from 0. */
  readonly offset: number;
  readonly labels: ReadonlySet<string>;
}

/** Says what a form stands for, by the state in which it ends. */
export type FormLabels = ReadonlyMap<number, string>;

/**
 * The labels of forms by the states of their automaton.
 * @param labelled each form with its label; of two labels for one form the first counts
 */
export function labelForms(
  { automaton }: CompiledForms,
  labelled: Iterable<readonly [form: Uint8Array, label: string]>,
): FormLabels {
  const labels = new Map<number, string>();
  for (const [form, label] of labelled) {
    let state = ROOT;
    for (const byte of form) state = nextState(automaton, state, byte);
    if (form.length > 0 && !labels.has(state)) labels.set(state, label);
  }
  return labels;
}

/** Looks for forms in one stream. */
export interface Finder {
  /** Takes the next bytes of the stream, and returns what can be told now. */
  readonly write: (chunk: Buffer) => readonly Found[];
  /** The stream has ended: returns the rest. The finder is then as new. */
  readonly end: () => readonly Found[];
}

/** A stretch that may still grow. */
interface Open {
  start: number;
  end: number;
  readonly labels: Set<string>;
}

/** Finds every occurrence of any form; those that overlap or touch are one. However the stream is cut, the same is found. */
export function createFinder(forms: CompiledForms, labels: FormLabels): Finder {
  let state = ROOT;
  /** Bytes of the stream before the current chunk. */
  let before = 0;
  let open: Open[] = [];

  const cover = (start: number, end: number, at: number): void => {
    const merged: Open = { start, end, labels: new Set() };
    for (let last = open.at(-1); last !== undefined && start <= last.end; last = open.at(-1)) {
      merged.start = Math.min(merged.start, last.start);
      for (const label of last.labels) merged.labels.add(label);
      open.pop();
    }
    for (const label of labelsAt(forms, labels, at)) merged.labels.add(label);
    open.push(merged);
  };

  const settle = (upTo: number): readonly Found[] => {
    const settled = open.filter(({ end }) => end < upTo);
    open = open.filter(({ end }) => end >= upTo);
    return settled.map(({ start, labels: found }) => ({ offset: start, labels: found }));
  };

  return {
    write: (chunk) => {
      state = scanChunk(forms, state, chunk, (start, end, at) => {
        cover(before + start, before + end, at);
      });
      before += chunk.length;
      return settle(before - depthOf(forms.automaton, state));
    },
    end: () => {
      const rest = settle(Infinity);
      state = ROOT;
      before = 0;
      return rest;
    },
  };
}

/** Every form that ends in a state: its own, and those of the shorter ends that the state stands for too. */
function labelsAt({ automaton }: CompiledForms, labels: FormLabels, seen: number): readonly string[] {
  const found: string[] = [];
  for (let state = seen; state !== ROOT; state = failOf(automaton, state)) {
    const label = labels.get(state);
    if (label !== undefined) found.push(label);
  }
  return found;
}
