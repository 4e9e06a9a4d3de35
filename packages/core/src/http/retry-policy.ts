import type { Repeat } from './http-types.js';
import type { Outcome } from './outcome.js';
import { retryAfter } from './retry-after.js';
import { isPassing } from './transport-kind.js';

/** Milliseconds: the first wait is below `BASE`, each next one may be twice as long, none is longer than `CAP`. */
const BASE = 500;
const CAP = 10_000;
/** What is left of the budget must hold at least an attempt of this many milliseconds. */
const SHORTEST_ATTEMPT = 50;

/** Statuses that say that the vault did not act: too early, too many. */
const NOT_ACTED: ReadonlySet<number> = new Set([425, 429]);

/** Whether sending the same request again is allowed and may help. */
export function isWorthRepeating(outcome: Outcome, repeat: Repeat): boolean {
  if (outcome.kind === 'failure') {
    return isPassing(outcome.failure.kind) && (repeat === 'safe' || !outcome.failure.sent);
  }
  const { status } = outcome.answer;
  if (NOT_ACTED.has(status)) return true;
  return repeat === 'safe' && (status === 408 || status >= 500);
}

export type Pause =
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** The vault asks for a longer pause than the budget holds. */
  | { readonly kind: 'asked-too-long'; readonly milliseconds: number }
  | { readonly kind: 'budget-spent' };

export interface PauseInput {
  /** 1 for the pause before the first repetition. */
  readonly repetition: number;
  readonly outcome: Outcome;
  /** Milliseconds that the budget still holds. */
  readonly left: number;
  readonly now: number;
  /** From 0 up to, not including, 1. */
  readonly random: number;
}

/** How long to wait before a repetition: full jitter, but never less than the vault asks for. */
export function pauseBefore({ repetition, outcome, left, now, random }: PauseInput): Pause {
  const asked = outcome.kind === 'answer' ? retryAfter(outcome.answer.headers['retry-after'], now) : undefined;
  const room = left - SHORTEST_ATTEMPT;
  if (asked !== undefined && asked > room) return { kind: 'asked-too-long', milliseconds: asked };
  if (room <= 0) return { kind: 'budget-spent' };
  const ceiling = Math.min(CAP, BASE * 2 ** (repetition - 1), left / 2);
  return { kind: 'wait', milliseconds: Math.min(room, Math.max(asked ?? 0, random * ceiling)) };
}
