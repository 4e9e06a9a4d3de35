/** The pattern by which the library `dotenv` finds assignments, with a group for each part. */
const ASSIGNMENT =
  /(^\s*(?:export\s+)?)([\w.-]+)(\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;

/** An assignment as it stands in a text in dotenv format. */
export interface Assignment {
  readonly name: string;
  /** What the format takes for the value, quotes and white space included. */
  readonly raw: string;
  /** The rest of the line after it. */
  readonly rest: string;
  /** Where the assignment begins and ends, in the text with line feeds alone. */
  readonly start: number;
  readonly end: number;
}

/** Line ends as the format has them. */
export const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** The assignments that `dotenv` finds, in their order. */
export function assignmentsOf(text: string): readonly Assignment[] {
  const lines = withLineFeeds(text);
  return [...lines.matchAll(ASSIGNMENT)].map((match) => {
    const [whole, before = '', name = '', sign = '', raw = ''] = match;
    const afterRaw = match.index + before.length + name.length + sign.length + raw.length;
    const start = match.index + whole.search(/\S/);
    const rest = lines.slice(afterRaw).split('\n', 1)[0] ?? '';
    return { name, raw, rest, start, end: match.index + whole.length };
  });
}
