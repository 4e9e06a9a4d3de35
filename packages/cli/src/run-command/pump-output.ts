import type { Readable, Writable } from 'node:stream';
import type { Redactor } from '../redact/redactor.js';

/** How an output came to its end: all was taken by the sink, or the sink took no more. */
export type OutputEnd = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly error: Error };

/** An output of a command on its way through a redactor to a sink. */
export interface OutputPump {
  readonly done: Promise<OutputEnd>;
  /** Whether the sink has yet to take what it was given last. */
  readonly waits: () => boolean;
  /** Listens no longer. What is held is shown, then the output is done. */
  readonly cut: () => void;
}

/**
 * Reads a chunk, redacts it, writes it, and reads the next when the sink has taken it: so no more than a chunk is in
 * memory, and a slow sink slows the command down. A sink that takes no more closes the output, whose next write then ends
 * the command by SIGPIPE, as in a shell pipeline. The sink is not ended.
 */
export function pumpOutput(source: Readable, { write, end }: Redactor, sink: Writable): OutputPump {
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

  const done = new Promise<OutputEnd>((resolve) => {
    source.on('data', (chunk: Buffer) => {
      source.pause();
      put(write(chunk), () => source.resume());
    });
    source.on('error', ignoreError);
    source.once('close', () => {
      put(end(), () => {
        // The event of a refusal can come later than its callback.
        if (refusal === undefined) sink.off('error', ignoreError);
        resolve(refusal === undefined ? { kind: 'taken' } : { kind: 'refused', error: refusal });
      });
    });
  });

  return { done, waits: () => waiting > 0, cut: () => void source.destroy() };
}
