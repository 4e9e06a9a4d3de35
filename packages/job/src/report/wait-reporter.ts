import type { HttpEffects, Wait } from '@senhasegura-action/core/internal';

/** Milliseconds after which somebody who looks on wonders. */
const WORTH_TELLING = 2000;

/** How waits are told of. */
export interface WaitTelling {
  /** Takes a line, again and again while a wait lasts. */
  readonly show: (line: string) => void;
  /** The wait is over of which at least one line was shown. */
  readonly end?: () => void;
  /** Milliseconds between two lines. */
  readonly pause: number;
  readonly now: () => number;
  /** Calls back once; what it gives calls it off. Replaced in tests. */
  readonly later?: (milliseconds: number, work: () => void) => () => void;
}

/** A log has a line each ten seconds. */
export const LOG_PAUSE = 10_000;

interface Running extends Wait {
  readonly since: number;
}

/**
 * Tells of waits that last longer than two seconds: what is waited for, and until when. Of several at the same time the first is
 * named, and the others are counted.
 */
export function waitReporter({
  show,
  end = () => undefined,
  pause,
  now,
  later = onTimer,
}: WaitTelling): NonNullable<HttpEffects['onWait']> {
  const running: Running[] = [];
  let isShown = false;
  let callOff: (() => void) | undefined;
  const tell = (): void => {
    const [first] = running;
    if (first === undefined) return;
    isShown = true;
    show(lineOn(first, running.length - 1));
    callOff = later(pause, tell);
  };
  return (wait) => {
    const mine = { ...wait, since: now() };
    running.push(mine);
    if (running.length === 1) callOff = later(WORTH_TELLING, tell);
    return () => {
      const place = running.indexOf(mine);
      if (place < 0) return;
      running.splice(place, 1);
      if (running.length > 0) return;
      callOff?.();
      if (isShown) end();
      isShown = false;
    };
  };
}

/** `Waiting for X until 12:03:11 UTC at the latest` */
function lineOn({ what, since, atMost }: Running, others: number): string {
  const more = others === 0 ? '' : ` (and ${others} more)`;
  return `Waiting for ${what}${more}, until ${clock(since + atMost)} at the latest.`;
}

/** `12:03:11 UTC`: in UTC, as the logs of hosts have it. `at` is in milliseconds since 1970. */
export const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 19)} UTC`;

function onTimer(milliseconds: number, work: () => void): () => void {
  // What tells of a wait keeps no process alive.
  const timer = setTimeout(work, milliseconds).unref();
  return () => {
    clearTimeout(timer);
  };
}
