import { Unzip, type UnzipDecoder, type UnzipDecoderConstructor, type UnzipFile, UnzipInflate } from 'fflate';

/** Compressed bytes that are unpacked at a time: deflate makes at most 1,032 of one (RFC 1951), so some 4 MB. */
const SLICE = 4 * 1024;

export type ZipMember =
  | { readonly name: string; readonly bytes: AsyncIterable<Buffer> }
  /** It can't be read. */
  | { readonly name: string; readonly why: string };

/** Stored, and deflated (APPNOTE 4.4.5): what the library unpacks. */
const READABLE: ReadonlySet<number> = new Set([0, 8]);

interface Content {
  readonly chunks: Buffer[];
  isWhole: boolean;
}

/**
 * The members of a zip archive as they come, by the header before each, so that one within another archive needs no place on the disk. A
 * member is unpacked while it is read, and the rest of it when the next one is asked for.
 */
export async function* zipMembers(archive: AsyncIterable<Buffer>): AsyncIterable<ZipMember> {
  const waiting: { readonly file: UnzipFile; readonly content: Content }[] = [];
  let failure: Error | undefined;
  const unzip = new Unzip((file) => {
    const content: Content = { chunks: [], isWhole: false };
    waiting.push({ file, content });
    if (!READABLE.has(file.compression)) {
      // The library keeps what nobody takes.
      unzip.register(discarding(file.compression));
      file.ondata = () => undefined;
      file.start();
      return;
    }
    file.ondata = (error, chunk: Uint8Array | null, isLast) => {
      // The typings promise null or an error.
      failure ??= error ?? undefined;
      if (chunk !== null && chunk.length > 0) content.chunks.push(Buffer.from(chunk));
      content.isWhole ||= isLast;
    };
    file.start();
  });
  unzip.register(UnzipInflate);

  const slices = sliced(archive)[Symbol.asyncIterator]();
  const reading = { isOver: false };
  const more = async (): Promise<void> => {
    const next: IteratorResult<Buffer, unknown> = await slices.next();
    if (next.done === true) {
      reading.isOver = true;
      unzip.push(new Uint8Array(0), true);
    } else unzip.push(next.value);
    if (failure !== undefined) throw failure;
  };
  const contentOf = async function* (content: Content): AsyncIterable<Buffer> {
    const { chunks } = content;
    for (;;) {
      for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
      if (content.isWhole) return;
      if (reading.isOver) throw new Error('The archive ends within a member.');
      await more();
    }
  };

  for (;;) {
    const member = waiting.shift();
    if (member === undefined) {
      if (reading.isOver) return;
      await more();
      continue;
    }
    const { file, content } = member;
    if (!READABLE.has(file.compression)) {
      yield { name: file.name, why: 'is packed in a way that is not read here, perhaps encrypted' };
      continue;
    }
    const bytes = contentOf(content);
    yield { name: file.name, bytes };
    // The rest of it, where nobody wanted it all.
    const rest = bytes[Symbol.asyncIterator]();
    while ((await rest.next()).done !== true);
  }
}

async function* sliced(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += SLICE) yield chunk.subarray(at, at + SLICE);
  }
}

/** What the library takes for a way to unpack, which gives nothing. */
function discarding(compression: number): UnzipDecoderConstructor {
  const Discarding = function (this: UnzipDecoder): void {
    this.push = (_, isLast) => {
      this.ondata(null, new Uint8Array(0), isLast);
    };
  };
  return Object.assign(Discarding, { compression }) as unknown as UnzipDecoderConstructor;
}
