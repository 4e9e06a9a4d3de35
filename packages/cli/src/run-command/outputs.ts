import type { Readable, Writable } from 'node:stream';
import type { Redactor } from '../redact/redactor.js';

/** Standard output takes no more. The message is for the user. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

const READER_IS_GONE: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/** A reader that went away is no error: a shell pipeline is quiet about it too. @param code of the error of a write */
export const isReaderGone = (code: unknown): boolean => READER_IS_GONE.has(code);

/** How an output came to its end: all was taken by the sink, or the sink took no more. */
export type OutputEnd = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly error: Error };

/** An output of a command on its way through a redactor to a sink. */
interface OutputPump {
  readonly done: Promise<OutputEnd>;
  /** Whether the sink has yet to take what it was given last. */
  readonly waits: () => boolean;
  /** Listens no longer. What is held is shown, then the output is done. */
  readonly cut: () => void;
}

/** How long a command must have printed nothing before it is said that the end of its output is held back, in milliseconds. */
const QUIET = 2_000;

/**
 * Reads a chunk, redacts it, writes it, and reads the next when the sink has taken it: so no more than a chunk is in
 * memory, and a slow sink slows the command down. A sink that takes no more closes the output, whose next write then ends
 * the command by SIGPIPE, as in a shell pipeline. The sink is not ended.
 *
 * @param onHeldBack is called each time that the source is quiet while bytes are held: a prompt may be waiting that is not whole
 */
export function pumpOutput(
  source: Readable,
  { write, end, held }: Redactor,
  sink: Writable,
  onHeldBack: () => void,
): OutputPump {
  let waiting = 0;
  let refusal: Error | undefined;
  // The callback of the write tells of an error; without a listener the event would end the process.
  const ignoreError = () => undefined;
  sink.on('error', ignoreError);

  const put = (bytes: Buffer, taken: () => void): void => {
    if (bytes.length === 0 || refusal !== undefined) {
      taken();
      return;
    }
    waiting++;
    sink.write(bytes, (error) => {
      waiting--;
      if (error) {
        refusal = error;
        source.destroy();
      }
      taken();
    });
  };

  let quiet: NodeJS.Timeout | undefined;
  const done = new Promise<OutputEnd>((resolve) => {
    source.on('data', (chunk: Buffer) => {
      source.pause();
      put(write(chunk), () => source.resume());
      clearTimeout(quiet);
      if (held() > 0) quiet = setTimeout(onHeldBack, QUIET);
    });
    source.on('error', ignoreError);
    let isOver = false;
    const finish = (): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(quiet);
      put(end(), () => {
        // The event of a refusal can come later than its callback.
        if (refusal === undefined) sink.off('error', ignoreError);
        resolve(refusal === undefined ? { kind: 'taken' } : { kind: 'refused', error: refusal });
      });
    };
    // A standard input that is a file ends and is never closed; what is cut off closes and does not end.
    source.once('end', finish);
    source.once('close', finish);
  });

  return { done, waits: () => waiting > 0, cut: () => void source.destroy() };
}

/** How often it is looked whether the sinks wait, in milliseconds. */
const LOOK = 50;

/**
 * Waits for the end of a command's outputs once the command itself has ended. A process that it left behind can keep them
 * open for ever; so they are cut after `grace` milliseconds. Time in which a sink has yet to take something does not count:
 * what the command printed is not lost because its reader is slow.
 *
 * @returns how the outputs ended, or `cut-off`: by the grace, or because `interrupted` came first
 */
export async function waitForOutputs(
  pumps: readonly OutputPump[],
  grace: number,
  interrupted: Promise<void>,
): Promise<readonly OutputEnd[] | 'cut-off'> {
  let left = grace;
  let timer: NodeJS.Timeout | undefined;
  const graceOver = new Promise<'cut-off'>((resolve) => {
    timer = setInterval(() => {
      if (!pumps.some(({ waits }) => waits())) left -= LOOK;
      if (left <= 0) resolve('cut-off');
    }, LOOK);
  });
  const all = Promise.all(pumps.map(({ done }) => done));
  const outcome = await Promise.race([all, graceOver, interrupted.then(() => 'cut-off' as const)]);
  clearInterval(timer);
  for (const { cut } of pumps) cut();
  return outcome;
}

/** @throws {OutputError} an output that could not be written for another reason than that its reader went away */
export function requireTaken(ends: readonly OutputEnd[]): void {
  for (const end of ends) {
    const code = end.kind === 'refused' && 'code' in end.error ? end.error.code : undefined;
    if (end.kind === 'refused' && !isReaderGone(code))
      throw new OutputError(`The output of the command could not be written (${String(code)}).`, { cause: end.error });
  }
}
