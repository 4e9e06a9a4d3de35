import { connectionLeaves } from './connection-leaves.js';
import { visitFile } from './file-leaves.js';
import { type Leaf, visitJson } from './json-leaves.js';

/** A field of a value, with what lies inside it. */
export interface LeafOfField extends Leaf {
  /** The number of the field: 0 for the first. What lies inside a field has its number. */
  readonly field: number;
}

/** What a value turned out to be. */
export interface Structure {
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

/** Without a byte order mark, and out of the string of JSON that all of a text may be. */
function documentIn(text: string): string {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const trimmed = plain.trim();
  if (trimmed.length < 2 || !trimmed.startsWith('"') || !trimmed.endsWith('"')) return plain;
  try {
    return documentIn(JSON.parse(trimmed) as string);
  } catch {
    // The error quotes the text: it goes nowhere.
    return plain;
  }
}

/** Of a text without fields `visit` hears nothing. */
function visitFields(text: string, visit: (leaf: Leaf) => boolean): void {
  if (!visitJson(text, visit)) visitFile(text, visit);
}

/**
 * Takes a value apart: JSON (also with a byte order mark, several documents, and all or a part of it inside strings of JSON), files of `KEY=value` and
 * `key: value` lines with what goes on behind them, INI sections, `.npmrc`, `.netrc`, and, at any place, the password of a URL or of a connection string and
 * what Docker's `auth` holds. What is none of these has no leaves. Linear in the length of the text. A leaf is told to `visit`
 * when it is found, and not kept: ten megabytes can have as many of them as bytes.
 */
export function visitLeaves(value: string, visit: (leaf: LeafOfField) => void): Structure {
  const text = documentIn(value);
  let count = 0;
  let fields = 0;
  const hasRoom = (): boolean => count < MOST_LEAVES;
  const tell = (leaf: LeafOfField): void => {
    count += 1;
    visit(leaf);
  };
  const visitInside = (leaf: LeafOfField, depth: number): void => {
    if (depth > MOST_NESTED || leaf.text.length > LARGEST_NESTED || leaf.number === true) return;
    const inside = documentIn(leaf.text);
    const tellInner = (inner: Leaf): boolean => {
      if (!hasRoom()) return false;
      const key = inner.key === '' ? leaf.key : inner.key;
      const whole = { ...inner, key, path: leaf.path + inner.path, field: leaf.field };
      tell(whole);
      visitInside(whole, depth + 1);
      return hasRoom();
    };
    visitFields(inside, tellInner);
    connectionLeaves(leaf.key, inside).every(tellInner);
  };

  const connection = connectionLeaves('', text);
  for (const leaf of connection) tell({ ...leaf, field: 0 });
  if (connection.length === 0) {
    visitFields(text, (leaf) => {
      if (leaf.goesOn !== true) fields += 1;
      const whole = { ...leaf, field: fields - 1 };
      tell(whole);
      visitInside(whole, 1);
      return fields < MOST_LEAVES;
    });
  }
  return { fields, cut: !hasRoom() };
}
