import { connectionLeaves } from './connection-leaves.js';
import { fileLeaves } from './file-leaves.js';
import { jsonLeaves, type Leaf } from './json-leaves.js';

/** A field of a value, with what lies inside it. */
export interface LeafOfField extends Leaf {
  /** The number of the field: 0 for the first. What lies inside a field has its number. */
  readonly field: number;
}

/** A value taken apart. */
export interface Structure {
  readonly leaves: readonly LeafOfField[];
  /** How many fields there are: 0 where the value is one text with a password in it, or has no structure. */
  readonly fields: number;
  /** Whether it has more leaves than are looked at. */
  readonly cut: boolean;
}

/** A value with more leaves is masked whole and line by line, and these of them on their own. */
const MOST_LEAVES = 200_000;
/** JSON in a string of JSON in a string: so many times. */
const MOST_NESTED = 6;
/** What lies inside a leaf is looked for in leaves up to this length. */
const LARGEST_NESTED = 1024 * 1024;

const fieldsOf = (text: string, most: number): readonly Leaf[] => {
  const json = jsonLeaves(text, most);
  return json.length > 0 ? json : fileLeaves(text, most);
};

/**
 * Takes a value apart: JSON (also with a byte order mark, several documents, and inside strings of JSON), files of `KEY=value` and
 * `key: value` lines, INI sections, `.npmrc`, `.netrc`, and, at any place, the password of a URL or of a connection string and
 * what Docker's `auth` holds. What is none of these has no leaves. Linear in the length of the text.
 */
export function leavesOf(value: string): Structure {
  const text = value.startsWith('\ufeff') ? value.slice(1) : value;
  const connection = connectionLeaves('', text);
  const top = connection.length > 0 ? [] : fieldsOf(text, MOST_LEAVES);
  const leaves: LeafOfField[] = [];
  const addInside = (leaf: Leaf, field: number, depth: number): void => {
    if (depth > MOST_NESTED || leaf.text.length > LARGEST_NESTED || leaf.number === true) return;
    const room = MOST_LEAVES - leaves.length;
    const inside = leaf.text.startsWith('\ufeff') ? leaf.text.slice(1) : leaf.text;
    for (const inner of [...fieldsOf(inside, room), ...connectionLeaves(leaf.key, inside)]) {
      if (leaves.length >= MOST_LEAVES) return;
      const whole = { ...inner, key: inner.key === '' ? leaf.key : inner.key, path: leaf.path + inner.path, field };
      leaves.push(whole);
      addInside(whole, field, depth + 1);
    }
  };
  for (const [field, leaf] of top.entries()) {
    leaves.push({ ...leaf, field });
    addInside(leaf, field, 1);
  }
  for (const leaf of connection) leaves.push({ ...leaf, field: 0 });
  return { leaves, fields: top.length, cut: leaves.length >= MOST_LEAVES };
}
