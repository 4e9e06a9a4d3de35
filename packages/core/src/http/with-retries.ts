import { shownPath } from '../errors/message-text.js';
import { type Outcome, shownOutcome } from './attempt.js';
import type { ConnectionSettings, HttpEffects, HttpRequest } from './http-types.js';
import type { RetryBudget } from './retry-budget.js';
import { isWorthRepeating, LONGEST_ASKED, mayHaveActed, pauseBefore, type Pause } from './retry-policy.js';
import { spending } from './waiting.js';

/**
 * Waits for a turn, authorizes a request and sends it.
 * @param timeout milliseconds, asked for when the turn has come
 */
export type Attempt = (request: HttpRequest, timeout: () => number) => Promise<Outcome>;

/** What came in the end, and a sentence on the repetitions where there were any. */
export interface Finished {
  readonly outcome: Outcome;
  readonly note: string | undefined;
}

type Limits = Pick<ConnectionSettings, 'retries' | 'timeout' | 'maxWait'>;

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function times(count: number): string {
  return count === 1 ? '1 time' : `${count} times`;
}

function gaveUp(pause: Exclude<Pause, { kind: 'wait' }>, tries: number, { maxWait }: Limits): string {
  const limit = `\`max-wait\` (${seconds(maxWait)})`;
  return pause.kind === 'asked-too-long'
    ? `It asks to wait ${pause.milliseconds < LONGEST_ASKED ? seconds(pause.milliseconds) : 'a day or more'}, longer than what is left of ${limit}: raise \`max-wait\`, or run the job later.`
    : `It was tried ${times(tries)}, and ${limit} is spent.`;
}

const UNSURE = 'It may have been done: look before you repeat it.';

/** Repeats a request while that is allowed, may help, and fits the budget of the run. */
export async function withRetries(
  request: HttpRequest,
  attempt: Attempt,
  limits: Limits,
  budget: RetryBudget,
  effects: HttpEffects,
): Promise<Finished> {
  const { outcome, note } = await repeated(request, attempt, limits, budget, effects);
  if (request.repeat === 'safe' || !mayHaveActed(outcome)) return { outcome, note };
  return { outcome, note: note === undefined ? UNSURE : `${note} ${UNSURE}` };
}

async function repeated(
  request: HttpRequest,
  attempt: Attempt,
  limits: Limits,
  budget: RetryBudget,
  effects: HttpEffects,
): Promise<Finished> {
  let outcome = await attempt(request, () => limits.timeout);
  if (limits.retries === 0 || !isWorthRepeating(outcome, request.repeat)) return { outcome, note: undefined };
  const call = `${request.method} ${shownPath(request.path)}`;
  return spending(budget, effects, `the vault, ${call}: ${shownOutcome(outcome)}`, async () => {
    for (let repetition = 1; repetition <= limits.retries; repetition += 1) {
      const now = effects.now();
      const pause = pauseBefore({ repetition, outcome, left: budget.left(), now, random: effects.random() });
      if (pause.kind !== 'wait') return { outcome, note: gaveUp(pause, repetition, limits) };
      effects.log.info(
        `${call}: ${shownOutcome(outcome)} at attempt ${repetition} of ${limits.retries + 1}; trying again in ${seconds(pause.milliseconds)}.`,
      );
      await effects.sleep(pause.milliseconds);
      outcome = await attempt(request, () => Math.max(1, Math.min(limits.timeout, budget.left())));
      if (!isWorthRepeating(outcome, request.repeat)) return { outcome, note: undefined };
    }
    return { outcome, note: `It was tried ${times(limits.retries + 1)}.` };
  });
}
