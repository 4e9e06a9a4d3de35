import type { Writable } from 'node:stream';
import { InputError, systemCode } from '@senhasegura-action/core/internal';

/** What a CI system reads of this process. */
export interface HostOutput {
  /** Never throws: what comes after the output is lost goes nowhere, and the work goes on. */
  readonly print: (text: string) => void;
  /** @throws {InputError} when the output is lost: whatever was said to be masked may not be */
  readonly check: () => void;
  /** Whether all of it was taken. */
  readonly taken: () => Promise<boolean>;
}

/**
 * Watches an output whose reader may go away, or whose disk may be full. Without a listener Node ends the process there and then,
 * with a stack, and with custody taken.
 */
export function openHostOutput(stream: Writable): HostOutput {
  let failure: { readonly cause: unknown } | undefined;
  const lose = (cause: unknown): void => {
    failure ??= { cause };
  };
  stream.on('error', lose);
  const write = (text: string, done?: () => void): void => {
    try {
      stream.write(text, (error) => {
        if (error) lose(error);
        done?.();
      });
    } catch (error) {
      lose(error);
      done?.();
    }
  };
  return {
    print: (text) => {
      if (failure === undefined) write(text);
    },
    check: () => {
      if (failure === undefined) return;
      const why = systemCode(failure.cause) ?? 'unknown error';
      throw new InputError(
        `What this step prints is not taken any more (${why}), masks among it, so nothing is published. Look at the machine that runs the job.`,
        { cause: failure.cause },
      );
    },
    taken: () =>
      new Promise((resolve) => {
        write('', () => {
          resolve(failure === undefined);
        });
      }),
  };
}
