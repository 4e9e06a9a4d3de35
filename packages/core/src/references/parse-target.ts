import { quoteText, suggestion } from '../errors/message-text.js';
import { type Reading, trimmed, WHITE_SPACE } from '../values/reading.js';
import { LISTED_SOURCES, type Source, SOURCES } from '../values/secret-value.js';
import type { FieldChoice, Target } from './selection.js';

const EVERY: FieldChoice = Object.freeze({ kind: 'every' });

const one = (name: string): FieldChoice => Object.freeze({ kind: 'one', name });

/** What a reference without a field means (design section 2). */
const DEFAULT_FIELD: Readonly<Record<Source, FieldChoice>> = {
  dsm: EVERY,
  jit: EVERY,
  pam: one('password'),
  ssh: one('private_key'),
  info: one('content'),
  'mysafe-password': one('password'),
  'mysafe-note': one('note'),
  'mysafe-api': one('client_secret'),
  cert: one('pem'),
};

/** What a certificate can be downloaded as, and the password that its pfx is made with. */
const CERTIFICATE_FIELDS = ['pem', 'key', 'chain', 'pfx', 'password'];

/** A `>` or `|` with white space on one side only, or at an end: a sink or modifier that was meant, and missed. */
const HALF_SPACED = new RegExp(
  String.raw`(?:^|${WHITE_SPACE})[|>](?!${WHITE_SPACE})|(?<=[^\p{White_Space}\uFEFF])[|>](?=${WHITE_SPACE}|$)`,
  'u',
);
const SPACE_ADVICE = 'put a space on both sides of ">" and "|", with a sink or modifier after it';

const isSource = (word: string): word is Source => SOURCES.some((source) => source === word);

function parseField(source: Source, written: string | undefined): FieldChoice {
  if (written === undefined) return DEFAULT_FIELD[source];
  return written === '*' ? EVERY : one(written);
}

function certificateProblem(field: string): string | undefined {
  if (field === '*') return `"#*" is not for cert: name one of ${CERTIFICATE_FIELDS.join(', ')}`;
  if (CERTIFICATE_FIELDS.includes(field)) return undefined;
  return `a certificate has no field ${quoteText(field)}${suggestion(field, CERTIFICATE_FIELDS)}`;
}

function parseItem(source: Source, item: string): Reading<Target> {
  const hash = item.lastIndexOf('#');
  const id = trimmed(hash < 0 ? item : item.slice(0, hash)).normalize('NFC');
  const field = hash < 0 ? undefined : trimmed(item.slice(hash + 1)).normalize('NFC');
  if (id === '') return { problem: `nothing names the secret: write ${source}:ID or ${source}:ID#FIELD` };
  if (field === '') return { problem: `no field follows the "#": name one, or write "#*" for every field` };
  // A vault's path is built from the id, and a URL resolves these two away, even when they are percent-encoded.
  if (id === '.' || id === '..') return { problem: `"${id}" can't be the id of a secret` };
  if (id !== '*') {
    const problem = source === 'cert' && field !== undefined ? certificateProblem(field) : undefined;
    if (problem !== undefined) return { problem };
    return { ok: Object.freeze({ kind: 'item', source, id, field: parseField(source, field) }) };
  }
  const listed = LISTED_SOURCES.find((each) => each === source);
  if (listed === undefined)
    return { problem: `"*" in place of an id is only for dsm and jit: name the item of ${source}` };
  if (field !== undefined) {
    return { problem: `"${source}:*" is every field of every secret: leave the field out, or name one secret` };
  }
  return { ok: Object.freeze({ kind: 'every-secret', source: listed }) };
}

/**
 * Reads `SOURCE:ID[#FIELD]`: the source before the first `:`, the field after the last `#` (design section 2). Id and field
 * come in NFC: two spellings that look the same are the same.
 */
export function parseTarget(reference: string): Reading<Target> {
  if (reference === '') return { problem: 'no reference: begin with SOURCE:ID' };
  if (HALF_SPACED.test(reference)) return { problem: SPACE_ADVICE };
  const colon = reference.indexOf(':');
  if (colon < 0) {
    return { problem: `no source before ${quoteText(reference)}: write SOURCE:ID, for instance dsm:ID` };
  }
  const source = trimmed(reference.slice(0, colon));
  if (!isSource(source)) {
    return { problem: `unknown source ${quoteText(source)}${suggestion(source, SOURCES)}` };
  }
  return parseItem(source, trimmed(reference.slice(colon + 1)));
}
