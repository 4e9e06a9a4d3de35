/** A piece of a structured value. */
export interface Leaf {
  /** Where it lies, as a JSON pointer (RFC 6901); documents that lie inside others go on with the path of what they lie in. */
  readonly path: string;
  /** The nearest name: what says whether it is secret. */
  readonly key: string;
  readonly text: string;
  /** A number or a word of JSON, without quotes. */
  readonly number?: boolean;
  /** A further line of the text that the leaf before began. */
  readonly goesOn?: boolean;
}

/** An object or array that is open. */
interface Container {
  readonly array: boolean;
  /** The path to it (RFC 6901); that of an ancestor where it lies too deep to be named. */
  readonly path: string;
  /** The nearest name: an element of an array has that of the array. */
  readonly key: string;
  /** In an array the number of elements so far. */
  index: number;
  /** In an object the name that was read last, until its value has come. */
  name: string | undefined;
}

/** Deeper than this no path is told: it would be longer than the document. */
const MOST_NAMED = 200;

/** What JSON begins with that holds anything: an object, or an array of JSON. `[section]` of a configuration file is none. */
const BEGINNING = /^[ \t\r\n]*(?:\{[ \t\r\n]*["}]|\[[ \t\r\n]*(?:["{[\]\-\d]|true|false|null))/;
const SCALAR = /[^\s,:[\]{}"]+/y;

export const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Longer than this no path is told: it comes with each leaf, and there can be as many leaves as its name has characters. */
const LONGEST_PATH = 1_000;

/** The path of what lies below another under a name; where that grows too long, it says only that it lies below. */
export function pathBelow(path: string, name: string): string {
  const whole = `${path}/${escapePointer(name)}`;
  if (whole.length <= LONGEST_PATH) return whole;
  return path.endsWith('/') ? path : `${path}/`;
}

/** Behind the quote that ends the string which begins at `start`; the end of the text where none does. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"') return at + 1;
  }
  return text.length;
}

function unescaped(string: string): string {
  try {
    return JSON.parse(string) as string;
  } catch {
    // A string of a text that is nearly JSON. The error quotes it: it goes nowhere.
    return string.slice(1, string.endsWith('"') ? -1 : undefined);
  }
}

/** Whether another document follows the first (JSON lines): something other than white space, commas and colons. */
function hasSecondDocument(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else continue;
    if (depth === 0) return /[^\s,:]/.test(text.slice(at + 1));
  }
  return false;
}

/**
 * Tells `visit` of the strings, numbers and words of a JSON text (RFC 8259) in their order, until that answers `false`; of none
 * where it is something else. Answers whether there was any. Of several documents one behind the other (JSON lines) each path has the number of the document
 * in front. Two passes, with a stack of their own: no depth overflows. It forgives what a writer by hand forgets, such as a
 * comma too many.
 */
export function visitJson(text: string, visit: (leaf: Leaf) => boolean): boolean {
  if (!BEGINNING.test(text)) return false;
  const several = hasSecondDocument(text);
  const open: Container[] = [];
  let document = 0;
  let found = false;

  const place = (): { readonly path: string; readonly key: string } => {
    const container = open.at(-1);
    if (container === undefined) return { path: several ? `/${document}` : '', key: '' };
    const name = container.array ? String(container.index) : (container.name ?? '');
    const path = open.length > MOST_NAMED ? container.path : pathBelow(container.path, name);
    return { path, key: container.array ? container.key : name };
  };
  const complete = (): void => {
    const container = open.at(-1);
    if (container === undefined) document += 1;
    else container.name = undefined;
  };
  const leaf = (value: string, number: boolean): boolean => {
    found = true;
    const wanted = visit({ ...place(), text: value, number });
    complete();
    return wanted;
  };

  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const container = open.at(-1);
    if (character === '{' || character === '[') {
      open.push({ ...place(), array: character === '[', index: 0, name: undefined });
      at += 1;
    } else if (character === '}' || character === ']') {
      open.pop();
      complete();
      at += 1;
    } else if (character === '"') {
      const end = stringEnd(text, at);
      const string = unescaped(text.slice(at, end));
      if (container !== undefined && !container.array && container.name === undefined) container.name = string;
      else if (!leaf(string, false)) break;
      at = end;
    } else if (character === ',') {
      if (container?.array === true) container.index += 1;
      at += 1;
    } else {
      SCALAR.lastIndex = at;
      const scalar = SCALAR.exec(text)?.[0] ?? '';
      if (scalar !== '' && !leaf(scalar, true)) break;
      at += Math.max(1, scalar.length);
    }
  }
  return found;
}
