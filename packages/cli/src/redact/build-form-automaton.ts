import {
  childOf,
  depthOf,
  failOf,
  matchOf,
  NO_CHILD,
  nextState,
  NODE_SIZE,
  ROOT,
  setNode,
  SIDE_EDGES,
  sideHash,
  type FormAutomaton,
} from './form-automaton.js';
import { buildFormTrie, type FormTrie } from './form-trie.js';

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
