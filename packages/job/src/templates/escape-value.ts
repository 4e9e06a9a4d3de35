import type { FileKind, Reading } from '@senhasegura-action/core/internal';
import { quotePosix } from '../publish/posix-shell.js';

/**
 * A text as a file of the kind has it, so that the file's own readers give back exactly the text: with its quotes in JSON, YAML and
 * for a shell; for XML without, good between tags and between either kind of quotes. A problem is the end of "the value ...".
 */
export function escapeValue(kind: FileKind, text: string): Reading<string> {
  return ESCAPES[kind](text);
}

const ESCAPES: Readonly<Record<FileKind, (text: string) => Reading<string>>> = {
  // RFC 8259 section 7; half of a surrogate pair becomes an escape (ECMA-262, JSON.stringify).
  json: (text) => ({ ok: JSON.stringify(text) }),
  yaml: (text) => (text.isWellFormed() ? { ok: doubleQuoted(text) } : { problem: HALF }),
  shell: (text) => {
    if (text.includes('\0')) return { problem: 'holds a zero byte, which no shell can hold' };
    return text.isWellFormed() ? { ok: quotePosix(text) } : { problem: HALF };
  },
  xml: (text) => {
    if (!text.isWellFormed()) return { problem: HALF };
    return NOT_IN_XML.test(text)
      ? { problem: 'holds a character that no XML can hold, escaped or not (XML 1.0, Char)' }
      : { ok: text.replaceAll(SPECIAL_IN_XML, (character) => `&#${character.codePointAt(0) ?? 0};`) };
  },
};

const HALF = 'holds half of a surrogate pair, which no UTF-8 text can hold';

/**
 * What a double-quoted scalar of YAML can't have as it is, in version 1.2 (sections 5.1 and 7.3.1) or in 1.1, which takes some more for
 * line ends; and a byte order mark.
 */
const SPECIAL_IN_YAML = /["\\\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu;

const doubleQuoted = (text: string): string =>
  `"${text.replaceAll(SPECIAL_IN_YAML, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}"`;

/** XML 1.0 (fifth edition), production 2 and section 2.2. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** Marks of its grammar, and what a reader makes a space or a line feed of where it stands as it is (2.11, 3.3.3). */
const SPECIAL_IN_XML = /[&<>"'\t\n\r\u007f-\u009f\u2028\u2029]/gu;
