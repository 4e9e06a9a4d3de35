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

/** What is wrong with a line: its number, from 1, and what the line does, e.g. `is no comment and no KEY=VALUE`. */
export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

/** The lines that the dotenv format would drop or read in another way than they were meant. Never their text. */
export function lineProblems(given: string): readonly LineProblem[] {
  const text = withLineFeeds(given);
  const lineAt = (place: number): number => text.slice(0, place).split('\n').length;
  const problems: LineProblem[] = [];
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
  return problems;
}

function valueProblem({ raw }: Assignment): string | undefined {
  const value = raw.trim();
  if (/^\s*\n/.test(raw)) return 'has its value on a later line: begin it after the "="';
  if (!/^['"`]/.test(value)) return undefined;
  return value.length > 1 && value.endsWith(value.charAt(0)) ? undefined : 'has a quote that is not closed';
}

/** The lines with a `#` in a value without quotes, where readers of the format do not agree whether it begins a comment. */
export function doubtfulHashes(given: string): readonly LineProblem[] {
  const text = withLineFeeds(given);
  return assignmentsOf(text)
    .filter((assignment) => isBare(assignment) && hashIsGlued(assignment))
    .map(({ start }) => ({
      line: text.slice(0, start).split('\n').length,
      problem: 'has a "#" in a value without quotes: put quotes around the value, or a space before a comment',
    }));
}

const isBare = ({ raw }: Assignment): boolean => !/^\s*['"`]/.test(raw);

const hashIsGlued = ({ raw, rest }: Assignment): boolean => rest.startsWith('#') && !/\s$/.test(raw);

/**
 * The variables of a text in dotenv format, as the library `dotenv` reads it, but for one rule: in a value without quotes a `#`
 * begins a comment only after white space, as in a shell. So `A=p@ss#word` arrives whole. Of two lines for a name the later counts.
 */
export function dotenvVariables(text: string): ReadonlyMap<string, string> {
  return new Map(assignmentsOf(text).map((assignment) => [assignment.name, valueOf(assignment)]));
}

function valueOf(assignment: Assignment): string {
  const value = assignment.raw.trim();
  if (hashIsGlued(assignment) && isBare(assignment)) {
    return `${assignment.raw}${assignment.rest}`.replace(/\s#.*$/, '').trim();
  }
  const text = value.replace(/^(['"`])([\s\S]*)\1$/gm, '$2');
  return value.startsWith('"') ? text.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : text;
}
