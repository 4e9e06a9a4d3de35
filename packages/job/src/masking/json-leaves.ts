/** The first character that is no white space (RFC 8259 section 2) opens an object or an array. */
const COMPOSITE = /^[ \t\r\n]*[[{]/;

function parseComposite(text: string): unknown {
  if (!COMPOSITE.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Most texts that open with a brace are no JSON. The error quotes the secret: it goes nowhere.
    return undefined;
  }
}

/**
 * The strings inside a text that is a JSON object or array, at any depth, in no particular order; none where it is
 * something else. `JSON.parse` and this walk keep their own stacks, so no depth overflows; both are linear.
 */
export function jsonLeaves(text: string): readonly string[] {
  const leaves: string[] = [];
  const waiting: unknown[] = [parseComposite(text)];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node === 'string') leaves.push(node);
    else if (typeof node === 'object' && node !== null) {
      // One by one: a spread would put a wide array onto the call stack.
      for (const child of Object.values(node) as unknown[]) waiting.push(child);
    }
  }
  return leaves;
}
