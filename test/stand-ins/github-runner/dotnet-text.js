/**
 * The few text rules of .NET that the runner leans on and that differ from JavaScript's.
 */

/** What `Char.IsWhiteSpace` accepts: unlike JavaScript it has U+0085 and lacks U+FEFF. */
const WHITE_SPACE = '\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LEADING = new RegExp(`^[${WHITE_SPACE}]+`, 'u');
const TRAILING = new RegExp(`[${WHITE_SPACE}]+$`, 'u');

/**
 * `String.TrimStart()`.
 * @param {string} text
 */
export const trimStart = (text) => text.replace(LEADING, '');

/**
 * `String.Trim()`.
 * @param {string} text
 */
export const trim = (text) => trimStart(text).replace(TRAILING, '');

/**
 * The lines of a value as `AddMaskCommandExtension` and `Worker.InitializeSecretMasker` split it:
 * at CR and LF, `StringSplitOptions.RemoveEmptyEntries | TrimEntries`.
 * @param {string} text
 */
export const trimmedLines = (text) =>
  text
    .split(/[\r\n]/u)
    .map(trim)
    .filter((line) => line !== '');

/**
 * Cuts a stream into lines as `StreamReader.ReadLine` does, which `ProcessInvoker.StartReadStream` uses: CR, LF and
 * CRLF each end a line, and so a lone CR inside a message begins a new line in which a command is recognised.
 * @param {(line: string) => void} onLine
 */
export function createLineReader(onLine) {
  let rest = '';
  let afterReturn = false;
  /** @param {string} text */
  const push = (text) => {
    if (text === '') {
      return;
    }
    const fresh = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    afterReturn = text.endsWith('\r');
    const lines = (rest + fresh).split(/\r\n|\r|\n/u);
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  };
  const end = () => {
    if (rest !== '') {
      onLine(rest);
      rest = '';
    }
  };
  return { push, end };
}
