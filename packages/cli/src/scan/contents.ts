import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Finder } from '../redact/find-forms.js';

/** Where something was found: in a file, perhaps of an archive; never what. */
export interface Finding {
  /** The path; within an archive `ARCHIVE!PATH`. */
  readonly file: string;
  /** The first byte, from 0, of the file as it is after unpacking; `name` where the file's own name has it. */
  readonly offset: number | 'name';
  readonly references: readonly string[];
}

/** What was not looked into, and why. */
export interface Skipped {
  readonly file: string;
  readonly why: string;
}

export interface Report {
  readonly found: (finding: Finding) => void;
  readonly skipped: (skipped: Skipped) => void;
}

/** How a stream is looked through. */
interface Search extends Report {
  readonly newFinder: () => Finder;
  /** Bytes that may still be unpacked from the file that is being read. */
  readonly budget: { left: number };
}

/** Bytes that one file may unpack to: a small archive can hold petabytes of zeros. */
export const MOST_UNPACKED = 64 * 1024 ** 3;
const DEEPEST = 8;
/** Enough for the magic of a tar archive, at 257. */
const HEAD = 512;

type Bytes = AsyncIterable<Buffer>;

/** An archive that is none, or is damaged. */
class ContentError extends Error {
  override readonly name = 'ContentError';
}

/**
 * Looks through a file and, where it is one of gzip, tar or zip, through what is in it; archives in archives too, eight deep. Memory
 * does not grow with the file.
 * @returns `damaged` where it began like an archive and could not be read to its end as one
 */
export async function searchContent(
  file: string,
  bytes: Bytes,
  search: Search,
  depth = 0,
): Promise<'read' | 'damaged'> {
  const { head, all } = await beginningOf(bytes);
  const kind = depth < DEEPEST ? kindOf(head) : 'plain';
  try {
    await IN_KIND[kind](file, all, search, depth);
    return 'read';
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    search.skipped({ file, why: error.message });
    return 'damaged';
  }
}

type Kind = 'plain' | 'gzip' | 'tar' | 'zip' | 'packed';

/** By the first bytes: gzip RFC 1952 2.3.1; zip APPNOTE 4.3; tar POSIX pax "ustar"; and formats that are not unpacked here. */
function kindOf(head: Buffer): Kind {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const start = head.toString('latin1', 0, 6);
  if (start.startsWith('PK\x03\x04')) return 'zip';
  if (head.toString('latin1', 257, 262) === 'ustar') return 'tar';
  return PACKED.some((magic) => start.startsWith(magic)) ? 'packed' : 'plain';
}

/** bzip2, xz, Zstandard, 7-Zip, RAR. */
const PACKED = ['BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd', "7z\xbc\xaf'\x1c", 'Rar!'];

const IN_KIND: Readonly<Record<Kind, (file: string, bytes: Bytes, search: Search, depth: number) => Promise<void>>> = {
  plain: searchPlain,
  packed: async (file, bytes, search) => {
    search.skipped({ file, why: 'is compressed in a format that is not unpacked here' });
    await searchPlain(file, bytes, search);
  },
  gzip: async (file, bytes, search, depth) => {
    const unpacked = pipeline(Readable.from(bytes), createGunzip(), () => undefined);
    await searchContent(file, counted(asContent(unpacked as Bytes, 'gzip'), search), search, depth + 1);
  },
  tar: async (file, bytes, search, depth) => {
    const { extract } = await import('tar-stream');
    const entries = pipeline(Readable.from(bytes), extract(), () => undefined);
    for await (const entry of asContent(entries, 'tar')) {
      const { name, type } = entry.header;
      if (type === 'file' || type === 'contiguous-file') {
        await searchMember(`${file}!${name}`, entry as Bytes, search, depth);
      } else entry.resume();
    }
  },
  zip: async (file, bytes, search, depth) => {
    const { zipMembers } = await import('./zip-members.js');
    for await (const member of asContent(zipMembers(bytes), 'zip')) {
      const name = `${file}!${member.name}`;
      if ('why' in member) search.skipped({ file: name, why: member.why });
      else await searchMember(name, counted(asContent(member.bytes, 'zip'), search), search, depth);
    }
  },
};

async function searchMember(file: string, bytes: Bytes, search: Search, depth: number): Promise<void> {
  searchName(file, search);
  await searchContent(file, bytes, search, depth + 1);
}

async function searchPlain(file: string, bytes: Bytes, { newFinder, found }: Search): Promise<void> {
  const finder = newFinder();
  const tell = (occurrences: ReturnType<Finder['end']>): void => {
    for (const { offset, labels } of occurrences) found({ file, offset, references: [...labels].sort() });
  };
  for await (const chunk of bytes) tell(finder.write(chunk));
  tell(finder.end());
}

/** A name can be a secret too. */
export function searchName(file: string, { newFinder, found }: Pick<Search, 'newFinder' | 'found'>): void {
  const finder = newFinder();
  const occurrences = [...finder.write(Buffer.from(file)), ...finder.end()];
  const references = [...new Set(occurrences.flatMap(({ labels }) => [...labels]))].sort();
  if (references.length > 0) found({ file, offset: 'name', references });
}

/** The first bytes of a stream, and the whole of it. */
async function beginningOf(bytes: Bytes): Promise<{ readonly head: Buffer; readonly all: Bytes }> {
  const rest = bytes[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await rest.next();
    if (next.done === true) break;
    chunks.push(Buffer.from(next.value));
    length += next.value.length;
  }
  const head = Buffer.concat(chunks);
  const all = async function* (): Bytes {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield Buffer.from(next.value);
  };
  return { head, all: all() };
}

/** What goes wrong while something is unpacked is told of the archive: a library's message can quote what is in it. */
async function* asContent<Item>(items: AsyncIterable<Item>, kind: string): AsyncIterable<Item> {
  try {
    yield* items;
  } catch (error) {
    if (error instanceof ContentError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Of the disk, not of the content.
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code) && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    throw new ContentError(`begins like ${kind} and could not be unpacked to its end`);
  }
}

async function* counted(bytes: Bytes, { budget }: Search): Bytes {
  for await (const chunk of bytes) {
    budget.left -= chunk.length;
    if (budget.left < 0) throw new ContentError('holds more than is unpacked of one file');
    yield chunk;
  }
}
