/** One way in which a program writes a text into another. */
export interface Spelling {
  /** Texts that it leaves as they are have none of these. */
  readonly changes: RegExp;
  readonly write: (text: string) => string;
  /** A variation of what was written, which other programs write. */
  readonly vary?: (written: string) => string;
}

const PLAIN = /^[A-Za-z0-9._-]*$/;

/** A text that no writer changes, and that is one line. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const ascii = (text: string): string => text.replaceAll(/[^\0-~]/g, unicodeEscape);
const slashes = (text: string): string => text.replaceAll('/', '\\/');

/** RFC 8259 section 7. */
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const TO_JSON = /[\p{Cc}"\\\ud800-\udfff]/u;
const NON_ASCII = /[^\0-~]/;
const MARKUP = /[<>&'\u2028\u2029]/;

const JSON_SPELLINGS: readonly Spelling[] = [
  // JSON
  { changes: TO_JSON, write: json },
  // JSON in ASCII (Python)
  { changes: NON_ASCII, write: (text) => ascii(json(text)) },
  // JSON with escaped slashes (PHP)
  { changes: /\//, write: (text) => slashes(json(text)) },
  // JSON in ASCII with escaped slashes (PHP)
  { changes: /\//, write: (text) => slashes(ascii(json(text))) },
  // JSON for HTML (Go)
  {
    changes: /[<>&\u2028\u2029]/,
    write: (text) => json(text).replaceAll(/[<>&\u2028\u2029]/g, unicodeEscape),
  },
  // JSON for HTML (PowerShell, Ruby on Rails)
  {
    changes: MARKUP,
    write: (text) => json(text).replaceAll(/[<>&'\u2028\u2029]/g, unicodeEscape),
  },
  // JSON in JSON
  { changes: TO_JSON, write: (text) => json(json(text)) },
  // JSON in JSON, both in ASCII
  { changes: NON_ASCII, write: (text) => ascii(json(ascii(json(text)))) },
  // JSON in JSON, the outer in ASCII
  { changes: NON_ASCII, write: (text) => ascii(json(json(text))) },
];

/** The characters that a percent-encoding keeps, besides letters and digits (RFC 3986 section 2.1). */
const PERCENT_SETS: readonly string[] = [
  // RFC 3986 (jq, PHP, .NET)
  '-._~',
  // RFC 3986 with slashes (Python)
  '-._~/',
  // encodeURIComponent
  "-._~!'()*",
  // encodeURI
  "-._~!'()*;/?:@&=+$,#",
  // userinfo (URL Standard), as URL's password
  "-._~!$&'()*+,%",
  // userinfo (Go)
  '-._~$&+,;=',
  // path (Go)
  '-._~$&+=:@',
];
const FORM_SETS: readonly string[] = [
  // form (URL Standard)
  '-._*',
  // form (Python, Go)
  '-._~',
];

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/**
 * A percent-encoding, made of the one that the engine has: what that keeps and this does not is encoded, then the reverse. Each
 * character in a call of our own would take seconds for a value of 128 KiB.
 */
function percentEncoding(kept: string, space: string): (text: string) => string {
  const difference = (one: string, other: string) => Array.from(one).filter((each) => !other.includes(each));
  const changes = [
    ...difference("-._~!'()*", kept).map((each) => [each, percent(each)] as const),
    // A percent sign comes last: behind it, what is left may look like an escape.
    ...difference(kept, "-._~!'()*%").map((each) => [percent(each), each] as const),
    ...(kept.includes('%') ? [['%25', '%'] as const] : []),
    ...(space === '%20' ? [] : [['%20', space] as const]),
  ];
  return (text) =>
    changes.reduce((encoded, [from, to]) => encoded.replaceAll(from, to), encodeURIComponent(text.toWellFormed()));
}

/** With the escapes in lower case, as .NET writes them. */
const inLowerCase = (text: string): string => text.replaceAll(/(?:%[0-9A-F]{2})+/g, (escapes) => escapes.toLowerCase());

const percentSpellings = (): readonly Spelling[] =>
  [
    ...PERCENT_SETS.map((kept) => percentEncoding(kept, '%20')),
    ...FORM_SETS.map((kept) => percentEncoding(kept, '+')),
  ].map((write) => ({ changes: /[^A-Za-z0-9._-]/, write, vary: inLowerCase }));

/** A text as it was before its percent-encoding; itself where that is none. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a text becomes on one line, line ends and all. */
export const TEXT_SPELLINGS: readonly Spelling[] = [...JSON_SPELLINGS, ...percentSpellings()];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (line: string): string => line.replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character);
const numbered = (text: string): string =>
  text.replaceAll(/[^\0-~]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** The ways of XML and HTML with the quotes in a text. */
const QUOTES = [
  ['"', "'"],
  ['&quot;', "'"],
  ['&quot;', '&apos;'],
  ['&quot;', '&#39;'],
  ['&quot;', '&#x27;'],
  ['&#34;', '&#39;'],
] as const;

/** What a line becomes in XML and HTML. */
export const MARKUP_SPELLINGS: readonly Spelling[] = QUOTES.flatMap(([double, single]) => {
  const write = (line: string): string => escaped(line).replaceAll('"', double).replaceAll("'", single);
  return [
    { changes: /[&<>"']/, write },
    { changes: NON_ASCII, write: (line: string) => numbered(write(line)) },
    {
      // In an attribute.
      changes: /[\t\n\r]/,
      write: (line: string) => write(line).replaceAll(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`),
    },
  ];
});
