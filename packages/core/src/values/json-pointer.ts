const ARRAY_INDEX = /^(?:0|[1-9][0-9]*)$/;
/** `~` is an escape, and only `~0` and `~1` exist (RFC 6901 section 3). */
const WRONG_ESCAPE = /~(?![01])/;

/** The names that a JSON pointer walks, unescaped; `undefined` where the text is no pointer (RFC 6901 section 3). */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || WRONG_ESCAPE.test(pointer)) return undefined;
  // `~1` before `~0`, so that `~01` becomes `~1` and not `/` (RFC 6901 section 4).
  return pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON object, and not a number that a parser wrapped into an object of its own. */
function isJsonObject(node: unknown): node is object {
  if (typeof node !== 'object' || node === null) return false;
  const prototype: unknown = Object.getPrototypeOf(node);
  return prototype === Object.prototype || prototype === null;
}

/** What a step of the walk finds: an own property or an array element, boxed; `undefined` where there is none. */
function step(node: unknown, name: string): { readonly found: unknown } | undefined {
  if (Array.isArray(node)) {
    return ARRAY_INDEX.test(name) && Number(name) < node.length ? { found: node[Number(name)] as unknown } : undefined;
  }
  if (!isJsonObject(node)) return undefined;
  const property = Object.getOwnPropertyDescriptor(node, name);
  return property === undefined ? undefined : { found: property.value };
}

/**
 * Walks a document that was parsed from JSON (RFC 6901 section 4). Only own properties are found; an array index is
 * digits without a leading zero, and `-` is never there. `undefined` where nothing lies there or the pointer is wrong;
 * the finding is boxed, for `null` is a finding.
 */
export function evaluatePointer(document: unknown, pointer: string): { readonly found: unknown } | undefined {
  let here: { readonly found: unknown } | undefined = { found: document };
  const names = parsePointer(pointer);
  if (names === undefined) return undefined;
  for (const name of names) {
    here = step(here.found, name);
    if (here === undefined) return undefined;
  }
  return here;
}
