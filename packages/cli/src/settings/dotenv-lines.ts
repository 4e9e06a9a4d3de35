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
const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

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

/**
 * A sentence for each line of `KEY=VALUE` lines that the dotenv format would drop or cut short in silence. It has the line's
 * number and never its text.
 */
export function lineProblems(given: string): readonly string[] {
  const text = withLineFeeds(given);
  const lineAt = (place: number): number => text.slice(0, place).split('\n').length;
  const problems: { readonly line: number; readonly problem: string }[] = [];
  let end = 0;
  const look = (upTo: number): void => {
    for (const { 0: found, index } of text.slice(end, upTo).matchAll(/^.*\S.*$/gm)) {
      if (found.trimStart().startsWith('#')) continue;
      problems.push({ line: lineAt(end + index), problem: 'is no comment and no KEY=VALUE' });
    }
  };
  for (const assignment of assignmentsOf(text)) {
    look(assignment.start);
    const problem = valueProblem(assignment);
    if (problem !== undefined) problems.push({ line: lineAt(assignment.start), problem });
    end = assignment.end;
  }
  look(text.length);
  return problems.map(({ line, problem }) => `Line ${line} of standard input ${problem}.`);
}

function valueProblem({ raw, rest }: Assignment): string | undefined {
  const value = raw.trim();
  if (/^\s*\n/.test(raw)) return 'has its value on a later line: begin it after the "="';
  if (/^['"`]/.test(value)) {
    return value.length > 1 && value.endsWith(value.charAt(0)) ? undefined : 'has a quote that is not closed';
  }
  return rest.startsWith('#') && !/\s$/.test(raw)
    ? 'has a "#" in a value without quotes: put quotes around the value, or a space before a comment'
    : undefined;
}
