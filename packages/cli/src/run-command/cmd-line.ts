/**
 * How cmd.exe is told to run a batch file, and nothing else, whatever the arguments hold.
 *
 * cmd.exe reads a command line in two steps: it puts variables in the place of `%NAME%`, quotes or none, then it reads quotes and the
 * operators outside of them. A batch file that hands its arguments on (`%*`, as npm.cmd does) has them read once more, so what a caret
 * protects the first time is bare the second: an argument is quoted, and a quote in it is doubled, which leaves it within quotes
 * however often it is read. Programs of the C runtime read a doubled quote as one. A `%` becomes `%%cd:~,%`, where `%cd:~,%` is an
 * empty part of the current folder's name: no name is left to be replaced. A line end can't be written at all.
 * That is what Rust's standard library does since CVE-2024-24576 (library/std/src/sys/args/windows.rs); cross-spawn 7.0.6 is not used
 * because its carets are gone when a batch file hands on `a"&calc`, and because it looks into the working folder first.
 */

/** Characters of a command line that cmd.exe takes (learn.microsoft.com, "Command prompt line string limitation"). */
export const LONGEST_CMD_LINE = 8_191;

/** `/e:ON` for `%cd:~,%`, `/v:OFF` so that `!` is itself, `/d` for no AutoRun; with `/s /c` the outermost quotes are taken away. */
const SWITCHES = ['/e:ON', '/v:OFF', '/d', '/s', '/c'] as const;

/** What a program of the C runtime and cmd.exe read as themselves outside of quotes. */
const PLAIN = /^[A-Za-z0-9#$*+\-./:?@_\\]+$/;

/** What no batch file can be given, or the arguments of cmd.exe, to be handed over as they are. */
export type CmdLine = { readonly args: readonly string[] } | { readonly problem: string };

/**
 * @param script the path of a batch file, absolute
 * @returns a problem is the end of a sentence that begins with the command's name
 */
export function cmdLine(script: string, args: readonly string[]): CmdLine {
  if (args.some((arg) => /[\r\n\0]/.test(arg))) {
    return { problem: "is a batch file, and an argument has a line end or a zero byte, which cmd.exe can't be told" };
  }
  const least = args.reduce((length, arg) => length + arg.length, 0);
  if (least > LONGEST_CMD_LINE) return tooLong(least);
  const line = `"${[inQuotes(script), ...args.map(quoted)].join(' ')}"`;
  const { length } = ['cmd.exe', ...SWITCHES, line].join(' ');
  return length > LONGEST_CMD_LINE ? tooLong(length) : { args: [...SWITCHES, line] };
}

const tooLong = (length: number): CmdLine => ({
  problem: `is a batch file, and its command line has ${length} characters or more: cmd.exe takes ${LONGEST_CMD_LINE}`,
});

/** A backslash is itself, unless a quote comes after it. The quotes also keep a backslash at the end from the batch file's own `"%~1"`. */
function quoted(arg: string): string {
  if (PLAIN.test(arg) && !arg.endsWith('\\')) return arg;
  const inner = arg.replaceAll(/(\\*)("|$)/g, (_, slashes: string, quote: string) => slashes + slashes + quote + quote);
  return inQuotes(inner);
}

const inQuotes = (text: string): string => `"${text.replaceAll('%', '%%cd:~,%')}"`;
