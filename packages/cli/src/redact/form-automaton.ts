/** The state in which no byte that was read is a possible beginning of a form. */
export const ROOT = 0;

/** The four numbers of a state in `nodes`, which lie side by side so that a step touches one cache line. */
const NODE_SHIFT = 2;
const CHILD = 0;
const FAIL = 1;
const MATCH = 2;
const DEPTH = 3;
export const NODE_SIZE = 1 << NODE_SHIFT;
/** In place of a child's byte: the state with the next number is no child. */
export const NO_CHILD = 0x100;
/** Added to a child's byte: there are more children, and their edges are in the hash of side edges. */
export const SIDE_EDGES = 0x200;

/**
 * An Aho-Corasick automaton over bytes (Aho, Corasick: "Efficient string matching", CACM 18, 1975). A state stands for the
 * longest end of what was read that is a beginning of some form. It is never changed once built.
 */
export interface FormAutomaton {
  /** By state: what `childOf`, `failOf`, `matchOf` and `depthOf` tell. */
  readonly nodes: Int32Array;
  /** An open hash of the side edges: the parent, the byte and the child of each. Child 0 is a free slot. */
  readonly sideParents: Int32Array;
  readonly sideBytes: Uint8Array;
  readonly sideChildren: Int32Array;
  /** By byte: the state that it leads to from the root. */
  readonly fromRoot: Int32Array;
}

interface NodeParts {
  readonly child: number;
  readonly fail: number;
  readonly match: number;
  readonly depth: number;
}

export function setNode(nodes: Int32Array, state: number, { child, fail, match, depth }: NodeParts): void {
  const at = state << NODE_SHIFT;
  nodes[at | CHILD] = child;
  nodes[at | FAIL] = fail;
  nodes[at | MATCH] = match;
  nodes[at | DEPTH] = depth;
}

/** The byte that leads to the state with the next number, or NO_CHILD; with SIDE_EDGES where there are more children. */
export function childOf({ nodes }: FormAutomaton, state: number): number {
  return nodes[(state << NODE_SHIFT) | CHILD] ?? NO_CHILD;
}

/** The state of the next shorter end that is a beginning of a form. */
export function failOf({ nodes }: FormAutomaton, state: number): number {
  return nodes[(state << NODE_SHIFT) | FAIL] ?? ROOT;
}

/** The length of the longest form that ends in the state; 0 where none does. */
export function matchOf({ nodes }: FormAutomaton, state: number): number {
  return nodes[(state << NODE_SHIFT) | MATCH] ?? 0;
}

/** How many bytes the state stands for: a match that is still possible begins no earlier. */
export function depthOf({ nodes }: FormAutomaton, state: number): number {
  return nodes[(state << NODE_SHIFT) | DEPTH] ?? 0;
}

/** Where the search for a side edge begins, before it is cut to the size of the hash. */
export function sideHash(parent: number, byte: number): number {
  return Math.imul(parent ^ Math.imul(byte + 1, 0x9e3779b1), 0x85ebca6b) >>> 7;
}

function sideChild(automaton: FormAutomaton, parent: number, byte: number): number {
  const { sideParents, sideBytes, sideChildren } = automaton;
  const mask = sideChildren.length - 1;
  for (let slot = sideHash(parent, byte) & mask; ; slot = (slot + 1) & mask) {
    const child = sideChildren[slot] ?? 0;
    if (child === 0 || (sideParents[slot] === parent && sideBytes[slot] === byte)) return child;
  }
}

/** The state after one more byte. Over a stream this takes two steps for each byte at most, whatever the bytes are. */
export function nextState(automaton: FormAutomaton, from: number, byte: number): number {
  const { nodes, fromRoot } = automaton;
  for (let state = from; state !== ROOT; state = nodes[(state << NODE_SHIFT) | FAIL] ?? ROOT) {
    const child = nodes[(state << NODE_SHIFT) | CHILD] ?? NO_CHILD;
    if ((child & 0x1ff) === byte) return state + 1;
    if ((child & SIDE_EDGES) !== 0) {
      const side = sideChild(automaton, state, byte);
      if (side !== 0) return side;
    }
  }
  return fromRoot[byte] ?? ROOT;
}
