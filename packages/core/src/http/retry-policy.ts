import type { Outcome } from './attempt.js';
import type { Repeat } from './http-types.js';
import { isPassing } from './transport-failure.js';

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
  return NOT_ACTED.has(outcome.status) || (repeat === 'safe' && mayHaveActed(outcome));
}

/** Whether the vault may have done what was asked although no answer says so. */
export function mayHaveActed(outcome: Outcome): boolean {
  if (outcome.kind === 'failure') return outcome.failure.sent;
  return outcome.status === 408 || outcome.status >= 500;
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

/** How long to wait before a repetition: what the vault asks for and full jitter, which is cut to what is left. */
export function pauseBefore({ repetition, outcome, left, now, random }: PauseInput): Pause {
  const asked = outcome.kind === 'answer' ? retryAfter(outcome.answer.headers['retry-after'], now) : undefined;
  const room = left - SHORTEST_ATTEMPT;
  if (asked !== undefined && asked > room) return { kind: 'asked-too-long', milliseconds: asked };
  if (room <= 0) return { kind: 'budget-spent' };
  const jitter = random * Math.min(CAP, BASE * 2 ** (repetition - 1));
  return { kind: 'wait', milliseconds: Math.min(room, (asked ?? 0) + jitter) };
}

/** The longest pause that is told apart from longer ones, in milliseconds: a day. */
export const LONGEST_ASKED = 24 * 3_600_000;

/**
 * The milliseconds that a `Retry-After` header asks to wait (RFC 9110 section 10.2.3): seconds, or a date in the forms that end in GMT. A
 * date in the past is 0, more than a day is a day. `undefined` for anything else: such a header counts as absent.
 *
 * @param now milliseconds since 1970
 */
export function retryAfter(header: string | readonly string[] | undefined, now: number): number | undefined {
  const text = (typeof header === 'string' ? header : header?.[0])?.trim() ?? '';
  const asked = /^\d+$/.test(text) ? Number(text) * 1000 : text.endsWith(' GMT') ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(asked) ? undefined : Math.min(LONGEST_ASKED, Math.max(0, asked));
}
