import {
  childOf,
  depthOf,
  failOf,
  type FormAutomaton,
  matchOf,
  nextState,
  NO_CHILD,
  NODE_SIZE,
  ROOT,
  setNode,
  SIDE_EDGES,
  sideHash,
} from './form-automaton.js';

/** An edge from a state to a child that does not have the next number. There are fewer of these than forms. */
interface SideEdge {
  readonly parent: number;
  readonly child: number;
}

/**
 * The beginnings of all forms as a tree, each once. States are numbered depth first, the root is 0: nearly every child has
 * its parent's number plus one, and only the others need an edge of their own.
 */
interface FormTrie {
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
function buildFormTrie(forms: readonly Uint8Array[]): FormTrie {
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

type SideTable = Pick<FormAutomaton, 'sideParents' | 'sideBytes' | 'sideChildren'>;

function buildSideTable({ sideEdges, bytes }: FormTrie): SideTable {
  const slots = 2 ** Math.ceil(Math.log2(2 * sideEdges.length + 2));
  const sideParents = new Int32Array(slots);
  const sideBytes = new Uint8Array(slots);
  const sideChildren = new Int32Array(slots);
  for (const { parent, child } of sideEdges) {
    const byte = bytes[child] ?? 0;
    let slot = sideHash(parent, byte) & (slots - 1);
    while (sideChildren[slot] !== 0) slot = (slot + 1) & (slots - 1);
    sideParents[slot] = parent;
    sideBytes[slot] = byte;
    sideChildren[slot] = child;
  }
  return { sideParents, sideBytes, sideChildren };
}

/** The nodes with their children; fails and matches follow, because finding them takes the children of all. */
function buildNodes({ size, bytes, depths, parents, sideEdges }: FormTrie): Int32Array {
  const nodes = new Int32Array(size * NODE_SIZE);
  const branches = new Set(sideEdges.map(({ parent }) => parent));
  for (let state = 0; state < size; state++) {
    const hasNext = state + 1 < size && parents[state + 1] === state;
    const child = (hasNext ? (bytes[state + 1] ?? 0) : NO_CHILD) | (branches.has(state) ? SIDE_EDGES : 0);
    setNode(nodes, state, { child, fail: ROOT, match: 0, depth: depths[state] ?? 0 });
  }
  return nodes;
}

function buildFromRoot({ size, bytes, depths }: FormTrie): Int32Array {
  const fromRoot = new Int32Array(256);
  for (let state = 1; state < size; state++) if (depths[state] === 1) fromRoot[bytes[state] ?? 0] = state;
  return fromRoot;
}

/** All states, the shorter before the longer: a counting sort. */
function byDepth({ size, depths, longest }: FormTrie): Int32Array {
  const places = new Int32Array(longest + 2);
  for (let state = 0; state < size; state++) {
    const next = (depths[state] ?? 0) + 1;
    places[next] = (places[next] ?? 0) + 1;
  }
  for (let depth = 1; depth < places.length; depth++) places[depth] = (places[depth] ?? 0) + (places[depth - 1] ?? 0);
  const order = new Int32Array(size);
  for (let state = 0; state < size; state++) {
    const depth = depths[state] ?? 0;
    const place = places[depth] ?? 0;
    order[place] = state;
    places[depth] = place + 1;
  }
  return order;
}

/** Builds the automaton that finds the given forms, in time and memory that grow with their bytes. */
export function buildFormAutomaton(forms: readonly Uint8Array[]): FormAutomaton {
  const trie = buildFormTrie(forms);
  const automaton = { nodes: buildNodes(trie), ...buildSideTable(trie), fromRoot: buildFromRoot(trie) };
  for (const state of byDepth(trie)) {
    const depth = depthOf(automaton, state);
    const parentFail = failOf(automaton, trie.parents[state] ?? ROOT);
    const fail = depth < 2 ? ROOT : nextState(automaton, parentFail, trie.bytes[state] ?? 0);
    const match = trie.ends[state] === 1 ? depth : matchOf(automaton, fail);
    setNode(automaton.nodes, state, { child: childOf(automaton, state), fail, match, depth });
  }
  return automaton;
}
