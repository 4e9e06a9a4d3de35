/** The shortest that is masked in these tests. */
export const MIN = 4;

/** Base64 of bytes alone, without the last character where it stands for a part of a byte: the same before any neighbour. */
export const coreOf = (bytes: string | Uint8Array, alphabet: 'base64' | 'base64url' = 'base64') =>
  Buffer.from(bytes)
    .toString(alphabet)
    .slice(0, Math.floor((Buffer.from(bytes).length * 8) / 6));

const wellFormed = (text: string) => Buffer.from(text).toString();
/** Brackets alone, and at most two kinds of signs, are never masked. */
export const isRuler = (line: string) =>
  /^[\s{}[\]()<>,;:"'`]*$/.test(line) ||
  (/^[\s!-/:-@[-`{-~]*$/.test(line) && new Set(line.replaceAll(/\s/g, '')).size < 3);
const isLongEnough = (line: string) => line.trim().length >= MIN && !isRuler(line);

const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ENTITIES: readonly Readonly<Record<string, string>>[] = [
  XML,
  { ...XML, '"': '&quot;', "'": '&apos;' },
  { ...XML, '"': '&quot;', "'": '&#39;' },
  { ...XML, '"': '&#34;', "'": '&#39;' },
];

/** How a program may print a secret, each made without the code under test. */
export function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const form = new URLSearchParams([['', wellFormed(value)]]).toString().slice(1);
  const lines = wellFormed(value)
    .split(/\r\n|\r|\n/)
    .filter(isLongEnough);
  return [
    ...lines,
    bytes.toString('base64'),
    Buffer.from(`${value}\n`).toString('base64'),
    bytes.toString('base64url'),
    Buffer.from(`${value}\n`).toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(value).slice(1, -1).split('/').join('\\/'),
    encodeURIComponent(wellFormed(value)),
    form,
    ...[encodeURIComponent(wellFormed(value)), form].map((uri) => uri.replace(/%../g, (part) => part.toLowerCase())),
    ...lines.flatMap((line) =>
      ENTITIES.map((entities) => Array.from(line, (character) => entities[character] ?? character).join('')),
    ),
  ];
}
