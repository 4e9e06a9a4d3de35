import type { Spelling } from './text-forms.js';

const QUOTE = /'/;
/** What a shell does not print as it is: the C library calls the separators of lines and paragraphs controls, too. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const NON_ASCII = /[^\0-~]/;

const octal = (byte: number): string => `\\${byte.toString(8).padStart(3, '0')}`;
const hexByte = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;
const bytesOf = (text: string, write: (byte: number) => string): string =>
  text.length === 1 && text < '\x80' ? write(text.charCodeAt(0)) : Array.from(Buffer.from(text), write).join('');

/** A text in which each character that `escapes` names is written so, and others of `pattern` by `otherwise`. */
function withEscapes(
  pattern: RegExp,
  escapes: Readonly<Record<string, string>>,
  otherwise: (character: string, next: string) => string,
) {
  return (text: string): string =>
    text.replaceAll(
      pattern,
      (character, at: number) => escapes[character] ?? otherwise(character, text.charAt(at + character.length)),
    );
}

const C_ESCAPES = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
const BASH_ESCAPES = { ...C_ESCAPES, '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\x1b': '\\E', "'": "\\'" };
const COREUTILS_ESCAPES: Readonly<Record<string, string>> = {
  ...C_ESCAPES,
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};
const octals = (character: string): string => bytesOf(character, octal);

const SHELL_SPELLINGS: readonly Spelling[] = [
  // '\'' (bash, busybox: set -x, @Q)
  { changes: QUOTE, write: (text) => text.replaceAll("'", "'\\''") },
  // '"'"' (dash: set -x, export -p)
  { changes: QUOTE, write: (text) => text.replaceAll(/'+/g, `'"$&"'`) },
  // '"'"' of each quote (Python's shlex.quote)
  {
    changes: QUOTE,
    write: (text) => text.replaceAll("'", `'"'"'`),
  },
  // double quotes (bash: export -p, declare -p)
  {
    changes: /[$`"\\]/,
    write: (text) => text.replaceAll(/[$`"\\]/g, '\\$&'),
  },
  // backslashes (bash: printf %q)
  {
    changes: /[^\w%+./:=@-]/,
    write: (text) => text.replaceAll(/[\s!"#$&'()*,;<>?[\\\]^`{|}~]/g, '\\$&'),
  },
  // backslashes, comment and tilde as they are (bash: printf %q)
  {
    changes: /[^\w%+./:=@-]/,
    write: (text) => text.replaceAll(/[\s!"$&'()*,;<>?[\\\]^`{|}]|^#|(?<=^|[:=])~/g, '\\$&'),
  },
  // $'...' (bash: set -x, printf %q, declare -p)
  {
    changes: CONTROL,
    write: withEscapes(/[\p{Cc}\p{Zl}\p{Zp}\\']/gu, BASH_ESCAPES, octals),
  },
  // $'...' in ASCII (bash in the C locale)
  {
    changes: NON_ASCII,
    write: withEscapes(/[\p{Cc}\\']|[^\0-~]+/gu, BASH_ESCAPES, octals),
  },
  // '...'$'\t''...' (coreutils: printf %q, ls), which opens no quotes behind $'...' where a quote or nothing follows
  {
    changes: CONTROL,
    write: (text) =>
      text.replaceAll(/([\p{Cc}\p{Zl}\p{Zp}]+)(?:('|$)|)|'/gu, (_, run?: string, next?: string) => {
        const quote = "'\\''";
        if (run === undefined) return quote;
        const escapes = run.replaceAll(/./gsu, (each) => COREUTILS_ESCAPES[each] ?? octals(each));
        return `'$'${escapes}${next === undefined ? "''" : next && quote}`;
      }),
  },
  // $$ (Compose, make)
  { changes: /\$/, write: (text) => text.replaceAll('$', '$$$$') },
];

const DOUBLED_SPELLINGS: readonly Spelling[] = [
  // '' (SQL, YAML, PowerShell)
  { changes: QUOTE, write: (text) => text.replaceAll("'", "''") },
  // "" (CSV, SQL, Windows)
  { changes: /"/, write: (text) => text.replaceAll('"', '""') },
  // \" (a command line of Windows)
  { changes: /"/, write: (text) => text.replaceAll('"', '\\"') },
];

const hexEscape = (character: string): string => hexByte(character.codePointAt(0) ?? 0);
const upperHexEscape = (character: string): string =>
  `\\x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;

/** `\xe9`, `\u65e5`, `\U0001f511`. */
function pythonEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return hexEscape(character);
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

const JS_ESCAPES = { ...C_ESCAPES, '\b': '\\b', '\f': '\\f' };

const PERL_ESCAPES = { ...C_ESCAPES, '\x1b': '\\e', '\x07': '\\a', '\b': '\\b', '\f': '\\f' };

/** A backslash before what double quotes would expand, octal digits for the others: no more than needed where no digit follows. */
function perlEscape(character: string, next: string): string {
  if (/[$@"]/.test(character)) return `\\${character}`;
  return NON_ASCII.test(character) || /\d/.test(next) ? octals(character) : `\\${character.charCodeAt(0).toString(8)}`;
}

/** Each literal in its quotes: a quote of that kind has a backslash, others stand as they are. */
const literal = (changes: RegExp, write: (text: string) => string): readonly Spelling[] => [
  { changes, write },
  { changes: QUOTE, write: (text) => write(text).replaceAll("'", "\\'") },
];

const LITERAL_SPELLINGS: readonly Spelling[] = [
  // Python's repr
  ...literal(/(?! )[\p{C}\p{Z}\\]/u, withEscapes(/(?! )[\p{C}\p{Z}\\]/gu, C_ESCAPES, pythonEscape)),
  // Python's ascii
  ...literal(NON_ASCII, withEscapes(/[\p{Cc}\\]|[^\0-~]/gu, C_ESCAPES, pythonEscape)),
  // Python's repr of bytes
  ...literal(
    NON_ASCII,
    withEscapes(/[\p{Cc}\\]|[^\0-~]+/gu, C_ESCAPES, (text) => bytesOf(text, hexByte)),
  ),
  // JavaScript's util.inspect
  ...literal(/[\p{Cc}\\]/u, withEscapes(/[\p{Cc}\\]/gu, JS_ESCAPES, upperHexEscape)),
  // tab-separated values (jq)
  {
    changes: /[\t\n\r\\]/,
    write: withEscapes(/[\t\n\r\\]/g, C_ESCAPES, (character) => character),
  },
  // backslashes doubled (Perl, PHP)
  ...literal(/\\/, (text) => text.replaceAll('\\', '\\\\')),
  // Perl's double quotes, and in ASCII.
  ...[/[$@"\\\p{Cc}]/gu, /[$@"\\\p{Cc}]|[^\0-~]+/gu].map((pattern, at) => ({
    changes: at === 0 ? /[$@"\\\p{Cc}]/u : NON_ASCII,
    write: withEscapes(pattern, PERL_ESCAPES, perlEscape),
  })),
];

/** What a text becomes between quotes: in shells, in SQL, YAML and CSV, in the literals of languages. */
export const QUOTED_SPELLINGS: readonly Spelling[] = [...SHELL_SPELLINGS, ...DOUBLED_SPELLINGS, ...LITERAL_SPELLINGS];
