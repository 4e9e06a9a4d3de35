/** An edge from a state to a child that does not have the next number. There are fewer of these than forms. */
export interface SideEdge {
  readonly parent: number;
  readonly child: number;
}

/**
 * The beginnings of all forms as a tree, each once. States are numbered depth first, the root is 0: nearly every child has
 * its parent's number plus one, and only the others need an edge of their own.
 */
export interface FormTrie {
  readonly size: number;
  /** The length of the longest form. */
  readonly longest: number;
  /** The byte that leads to the state. */
  readonly bytes: Uint8Array;
  readonly depths: Int32Array;
  readonly parents: Int32Array;
  /** 1 where the path to the state is a whole form. */
  readonly ends: Uint8Array;
  readonly sideEdges: readonly SideEdge[];
}

function sharedLength(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

/** Builds the tree of forms that are not empty. Duplicates cost nothing. */
export function buildFormTrie(forms: readonly Uint8Array[]): FormTrie {
  const sorted = [...forms].sort((a, b) => Buffer.compare(a, b));
  const most = forms.reduce((sum, form) => sum + form.length, 1);
  const longest = forms.reduce((length, form) => Math.max(length, form.length), 0);
  const bytes = new Uint8Array(most);
  const depths = new Int32Array(most);
  const parents = new Int32Array(most);
  const ends = new Uint8Array(most);
  const sideEdges: SideEdge[] = [];
  /** The states along the form before, by depth. */
  const path = new Int32Array(longest + 1);
  let before: Uint8Array = new Uint8Array(0);
  let size = 1;
  for (const form of sorted) {
    for (let depth = sharedLength(before, form); depth < form.length; depth++) {
      const parent = path[depth] ?? 0;
      if (size !== parent + 1) sideEdges.push({ parent, child: size });
      bytes[size] = form[depth] ?? 0;
      depths[size] = depth + 1;
      parents[size] = parent;
      path[depth + 1] = size++;
    }
    ends[path[form.length] ?? 0] = 1;
    before = form;
  }
  return { size, longest, bytes, depths, parents, ends, sideEdges };
}
