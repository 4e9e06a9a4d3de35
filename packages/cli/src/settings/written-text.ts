import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, utf8Text } from '@senhasegura-action/core/internal';

/** A text, a byte order mark included; or what is wrong, as a clause that follows the name of the file. */
type WrittenText = { readonly ok: string } | { readonly problem: string };

/** What people wrote with an editor or a shell: UTF-8, or an encoding that its reader would take for something else. */
export function writtenText(bytes: Uint8Array): WrittenText {
  const text = utf8Text(bytes);
  return text === undefined || text.includes('\0') ? { problem: encodingProblem(bytes) } : { ok: text };
}

/** The byte order marks of UTF-16 (RFC 2781, 3.2), and text in it without one: every second byte is zero. */
function encodingProblem(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  const isUtf16 =
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0) !== (second === 0);
  return isUtf16
    ? 'is UTF-16, which ">" and Out-File of Windows PowerShell write: save it as UTF-8 (Out-File -Encoding utf8)'
    : 'is no UTF-8 text: save it as UTF-8';
}

/**
 * Reads such a file, at once as `readTextFile` of the core does.
 * @param called what the file is in a message, e.g. `The mapping file "a.json"`
 * @param advice what to look at when there is no such file
 * @throws {InputError}
 */
export function readWrittenText(
  called: string,
  { path, cwd, advice }: Readonly<Record<'path' | 'cwd' | 'advice', string>>,
): string {
  const text = writtenText(readBytes());
  if ('problem' in text) throw new InputError(`${called} ${text.problem}.`);
  return text.ok.replace(/^\uFEFF/u, '');

  function readBytes(): Uint8Array {
    try {
      return readFileSync(resolve(cwd, path));
    } catch {
      throw new InputError(`${called} can't be read. ${advice}`);
    }
  }
}
