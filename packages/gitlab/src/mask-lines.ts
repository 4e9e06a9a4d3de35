import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { InputError, systemCode } from '@senhasegura-action/core/internal';
import { sectionEnd, sectionStart } from './job-log.js';
import type { RunnerProxy } from './runner-proxy.js';

/** Tells the runner's proxy what to mask. */
export interface MaskLines {
  /**
   * Registers these texts of one line each, and waits until the proxy has all of them.
   * @throws {InputError} where it does not take them in time
   */
  mask(lines: readonly string[]): void;
  close(): void;
}

/** What a pipe takes in one piece, on Linux (pipe(7)): nothing that another process of the job writes comes in between. */
const PIPE_BUF = 4096;
const MARK = '::add-mask::';
/** Bytes of one mask. A longer text is masked piece by piece. */
const LONGEST = PIPE_BUF - MARK.length - 1;
/** For the probe, which a proxy takes at once. */
const PROBE_PATIENCE = 5_000;
/** For one batch: the proxy writes each mask to its disk. */
const PATIENCE = 120_000;

/**
 * Mask lines for a proxy, which is asked first whether it reads them: it gets a text that is no secret, as long as the longest
 * mask and with what other runners take for escapes, and must keep it as it is. One that does not (a proxy-exec without
 * masks, one with a shorter limit or with escapes) gets no line more.
 * @returns `undefined` where the proxy takes none
 */
export function openMaskLines(proxy: RunnerProxy): MaskLines | undefined {
  const [output, store] = [opened(proxy.output, WITHOUT_WAITING), opened(proxy.store, constants.O_RDONLY)];
  const close = (): void => {
    for (const file of [output, store]) if (file !== undefined) closeSync(file);
  };
  if (output === undefined || store === undefined || !reads({ output, store, sections: 0 })) {
    close();
    return undefined;
  }
  const channel = { output, store, sections: 1 };
  return {
    mask(lines) {
      const pieces = lines.flatMap(piecesOf);
      if (!handOver(pieces, fenceOf(pieces), channel, PATIENCE)) throw tooSlow();
    },
    close,
  };
}

/** Both ends of what is said to a proxy. */
interface Channel {
  /** Written to without waiting. */
  readonly output: number;
  readonly store: number;
  /** Folded sections of the log so far. */
  sections: number;
}

function reads(channel: Channel): boolean {
  const start = `senhasegura asks whether masks are read: %25%25%25 %0A%0A%0A "\\' `;
  const probe = start + randomBytes(LONGEST).toString('hex').slice(start.length, LONGEST);
  return handOver([], probe, channel, PROBE_PATIENCE);
}

/** Writes the masks and, after them, one that is no secret; answers whether the proxy has kept that one, as it is, in time. */
function handOver(masks: readonly string[], last: string, channel: Channel, patience: number): boolean {
  const until = Date.now() + patience;
  const before = fstatSync(channel.store).size;
  const [name, time] = [`senhasegura_masks_${channel.sections++}`, Math.floor(Date.now() / 1000)];
  write(channel, `${sectionStart(name, time, 'What is masked in this log')}\n`, until);
  for (const mask of [...masks, last]) write(channel, `${MARK}${mask}\n`, until);
  write(channel, `${sectionEnd(name, time)}\n`, until);
  while (fstatSync(channel.store).size === before || lastEntrySize(channel.store) !== entrySize(last)) {
    if (Date.now() > until) return false;
    pause();
  }
  return true;
}

/**
 * A text that is no secret, to come after the masks of a batch, and unlike all of them in what the store makes of it. Where the
 * proxy has kept that, it has read all before it: what is printed from then on is masked, on standard error too, which it reads
 * side by side with the output.
 */
function fenceOf(masks: readonly string[]): string {
  const sizes = new Set(masks.map(entrySize));
  let fence = randomBytes(24).toString('hex');
  while (sizes.has(entrySize(fence))) fence += randomBytes(3).toString('hex');
  return fence;
}

/** What the store begins with: half of its key. */
const HALF_KEY = 32;

/**
 * Bytes of a mask's line in the store: a nonce of 24 bytes, the text, and 16 that authenticate it, in base64, with a line end
 * (commands/helpers/internal/store/store.go).
 */
const entrySize = (mask: string): number => 4 * Math.ceil((24 + Buffer.byteLength(mask) + 16) / 3) + 1;

/** 0 where there is none, or a part of one. */
function lastEntrySize(store: number): number {
  const { size } = fstatSync(store);
  const start = Math.max(HALF_KEY, size - 4 * PIPE_BUF);
  const tail = Buffer.alloc(Math.max(size - start, 0));
  const text = tail.toString('latin1', 0, readSync(store, tail, 0, tail.length, start));
  return text.endsWith('\n') ? text.length - 1 - text.lastIndexOf('\n', text.length - 2) : 0;
}

/** Pieces of nearly the same size, so that none is too short to be masked for itself; no pair of surrogates is parted. */
function piecesOf(text: string): readonly string[] {
  if (Buffer.byteLength(text) <= LONGEST) return [text];
  const half = text.length >> 1;
  const middle = /[\uDC00-\uDFFF]/.test(text.charAt(half)) ? half + 1 : half;
  return [text.slice(0, middle), text.slice(middle)].flatMap(piecesOf);
}

/** In one piece or not at all: the pipe may be full, and its reader busy with its disk. */
function write({ output }: Channel, text: string, until: number): void {
  for (;;) {
    try {
      writeSync(output, text);
      return;
    } catch (error) {
      const code = systemCode(error);
      if (code !== 'EAGAIN')
        throw new InputError(`The runner reads no mask lines any more (${code ?? 'unknown error'}).`);
      if (Date.now() > until) throw tooSlow();
      pause();
    }
  }
}

const tooSlow = (): InputError =>
  new InputError(
    `The runner has not taken all masks within ${PATIENCE / 1000} seconds, so nothing is exported. Select fewer secrets in this job, or set mask-lines: 'off'.`,
  );

const pauses = new Int32Array(new SharedArrayBuffer(4));
const pause = (): void => {
  Atomics.wait(pauses, 0, 0, 2);
};

/** The pipe is opened anew for that: the job's own writes go on waiting. */
const WITHOUT_WAITING = constants.O_WRONLY | constants.O_NONBLOCK;

function opened(path: string, flags: number): number | undefined {
  try {
    return openSync(path, flags);
  } catch {
    return undefined;
  }
}
