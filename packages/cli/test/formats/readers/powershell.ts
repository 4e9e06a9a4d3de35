/** What PowerShell's tokenizer takes for a single quote (PowerShell sources, CharTraits: IsSingleQuote). */
const SINGLE_QUOTES = "'\u2018\u2019\u201A\u201B";

/** Reads `$env:NAME = 'text'` and `$env:NAME = [regex]::Unescape('text')` statements; throws at anything else. */
export function readAssignments(script: string): Map<string, string> {
  const assignments = new Map<string, string>();
  let rest = script;
  while (rest !== '') {
    const comment = /^#[^\r\n]*\n/.exec(rest);
    if (comment !== null) {
      rest = rest.slice(comment[0].length);
      continue;
    }
    const start = /^\$env:([A-Za-z0-9_]+) = (\[regex\]::Unescape\()?/.exec(rest);
    if (start === null) throw new Error(`No statement: ${rest.slice(0, 40)}`);
    const { text, end } = readLiteral(rest, start[0].length);
    const close = start[2] === undefined ? '\n' : ')\n';
    if (!rest.startsWith(close, end)) throw new Error(`More after a statement: ${rest.slice(end, end + 40)}`);
    assignments.set(start[1] ?? '', start[2] === undefined ? text : regexUnescape(text));
    rest = rest.slice(end + close.length);
  }
  return assignments;
}

const isQuote = (text: string, at: number): boolean => at < text.length && SINGLE_QUOTES.includes(text.charAt(at));

/** A verbatim string: two quotes of any kind in a row are the second of them (about_Quoting_Rules; Tokenizer). */
function readLiteral(text: string, at: number): { text: string; end: number } {
  if (!isQuote(text, at)) throw new Error(`No string at ${at}`);
  let result = '';
  for (let index = at + 1; index < text.length; index += 1) {
    if (isQuote(text, index)) {
      if (!isQuote(text, index + 1)) return { text: result, end: index + 1 };
      index += 1;
    }
    result += text.charAt(index);
  }
  throw new Error('A string without an end');
}

/** .NET's Regex.Unescape, of which only `\\` and `\uNNNN` may occur. */
const regexUnescape = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|(\\)|[^]|$)/g, (escape, hex: string | undefined, backslash?: string) => {
    if (hex === undefined && backslash === undefined) throw new Error(`An unexpected escape: ${escape}`);
    return hex === undefined ? '\\' : String.fromCharCode(Number.parseInt(hex, 16));
  });
