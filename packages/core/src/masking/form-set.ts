/** Texts, each once, that come out with the longest first. */
export interface FormSet {
  readonly add: (form: string) => void;
  /** Those of one length in the order they came. */
  readonly longestFirst: () => string[];
}

/**
 * A set of texts of at least `minLength` characters. A masker that replaces one text after the other must not find the
 * short one inside the long one first; so they lie by length, and nothing has to be sorted in the end.
 */
export function createFormSet(minLength: number): FormSet {
  const byLength = new Map<number, Set<string>>();
  return {
    add(form) {
      const { length } = form;
      if (length < minLength || length === 0) return;
      const peers = byLength.get(length);
      if (peers === undefined) byLength.set(length, new Set([form]));
      else peers.add(form);
    },
    longestFirst() {
      const lengths = [...byLength.keys()].sort((a, b) => b - a);
      return lengths.flatMap((length) => [...(byLength.get(length) ?? [])]);
    },
  };
}
