import { createByteForms } from './byte-forms.js';

/** Takes the forms of values, some more than once, some too short. */
export interface Forms {
  /** A text as it stands. */
  readonly add: (form: string) => void;
  /** Every encoding of bytes, or of the UTF-8 bytes of a text. */
  readonly addEncodings: (bytes: string | Uint8Array) => void;
}

/** Texts, each once, that come out with the longest first. */
export interface FormSet extends Forms {
  readonly longestFirst: () => string[];
}

/**
 * A set of texts of at least `minLength` characters. A masker that replaces one text after the other must not find the
 * short one inside the long one first; so they lie by length, and nothing has to be sorted in the end.
 */
export function createFormSet(minLength: number): FormSet {
  const byLength = new Map<number, Set<string>>();
  const shortest = Math.max(minLength, 1);
  const add = (form: string): void => {
    const { length } = form;
    if (length < shortest) return;
    const peers = byLength.get(length);
    if (peers === undefined) byLength.set(length, new Set([form]));
    else peers.add(form);
  };
  const { addOf, flush } = createByteForms(add);
  return {
    add,
    addEncodings: addOf,
    longestFirst() {
      flush();
      const forms: string[] = [];
      for (const [, peers] of [...byLength].sort(([one], [other]) => other - one)) {
        // One by one: a spread would put them all onto the call stack.
        for (const form of peers) forms.push(form);
      }
      return forms;
    },
  };
}
