import {
  endCustody,
  failureMessage,
  type HttpEffects,
  TransportError,
  type Vault,
} from '@senhasegura-action/core/internal';
import type { CleanUpResult } from './result.js';

export interface Release {
  /**
   * Ids whose custody was ended. Not those of which the vault has none: a read that timed out here may still be under way
   * there, and take custody after this.
   */
  readonly released: readonly string[];
  readonly results: readonly CleanUpResult[];
}

/** How long a release is tried. */
export interface ReleasePatience {
  readonly effects: Pick<HttpEffects, 'sleep' | 'now'>;
  /** Milliseconds: once the vault could not be reached, all others have as long to be answered, and no longer. */
  readonly timeout: number;
  /** Whether it could not be reached before: then that time begins at once. */
  readonly isUnreachable: boolean;
  /** Ids of which a read was not answered: it may still be under way in the vault, and take custody. */
  readonly unanswered: ReadonlySet<string>;
  /** Those of them that were asked for more than once: where one custody has been released, another may still be taken. */
  readonly repeated: ReadonlySet<string>;
  /** When such a read is no longer waited for, by the clock of the effects. */
  readonly until: number;
}

type Outcome =
  /** `awaited`: there was none, but one may still come. */
  { readonly kind: 'released' | 'none' | 'awaited' } | { readonly kind: 'failed'; readonly error: unknown };

/** Milliseconds between two questions whether the vault has taken custody by now. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 4000;

/**
 * Releases the custody of credentials, all at the same time. One that fails keeps none of the others. Without patience, no read
 * that is under way is waited for, and the requests have their own bounds alone.
 */
export async function releaseCustodies(
  ids: readonly string[],
  vault: Vault,
  patience?: ReleasePatience,
): Promise<Release> {
  const release = (id: string): Promise<Outcome> => released(vault, id, patience);
  const outcomes = await (patience === undefined ? Promise.all(ids.map(release)) : withinBound(ids, release, patience));
  const of = (kind: Outcome['kind']): readonly string[] => ids.filter((_, index) => outcomes[index]?.kind === kind);
  const failed = outcomes.flatMap((outcome, index): readonly CleanUpResult[] =>
    outcome.kind === 'failed' ? [notReleased(ids[index] ?? '', outcome.error)] : [],
  );
  return {
    released: of('released'),
    results: [
      ...line('done', of('released'), (what, list) => `Released the custody of ${what}: ${list}.`),
      ...line('done', of('none'), (what, list) => `There was no custody of ${what} to release: ${list}.`),
      ...line(
        'failed',
        of('awaited'),
        (what, list) =>
          `The read of ${what} got no answer, and the vault had no custody to release: ${list}. It may still take it: look in the console, and release it there.`,
      ),
      ...failed,
    ],
  };
}

/**
 * Asks for all of them side by side. From the first by which the vault can't be reached for good, the others have `timeout` to
 * be answered: a vault that hangs is not waited for once a credential.
 */
async function withinBound(
  ids: readonly string[],
  release: (id: string) => Promise<Outcome>,
  { effects, timeout, isUnreachable }: ReleasePatience,
): Promise<readonly Outcome[]> {
  const ended = new AbortController();
  let lose: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  if (isUnreachable) lose();
  const error = new TransportError(`The vault can't be reached: there was no answer within ${timeout / 1000} s.`, {
    method: 'DELETE',
    path: '',
  });
  const late = lost.then(() => effects.sleep(timeout, ended.signal)).then((): Outcome => ({ kind: 'failed', error }));
  const attempts = ids.map(async (id) => {
    const outcome = await release(id);
    if (outcome.kind === 'failed' && outcome.error instanceof TransportError) lose();
    return outcome;
  });
  try {
    return await Promise.all(attempts.map((attempt) => Promise.race([attempt, late])));
  } finally {
    ended.abort();
    lose();
  }
}

/** What has no custody is asked for again while a read of it may still be under way. */
async function released(vault: Vault, id: string, patience: ReleasePatience | undefined): Promise<Outcome> {
  try {
    let isReleased = await endCustody(vault, id);
    const mayCome = patience?.unanswered.has(id) === true && patience.effects.now() < patience.until;
    if (!mayCome) return { kind: isReleased ? 'released' : 'none' };
    const { effects, until, repeated } = patience;
    const isOver = (): boolean => (isReleased && !repeated.has(id)) || effects.now() >= until;
    for (let pause = FIRST_PAUSE; !isOver(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      await effects.sleep(Math.min(pause, until - effects.now()));
      isReleased = (await endCustody(vault, id)) || isReleased;
    }
    return { kind: isReleased ? 'released' : 'awaited' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function notReleased(id: string, error: unknown): CleanUpResult {
  return {
    kind: 'failed',
    what: `The custody of credential ${id} was not released: ${failureMessage(error)} Release it in the console.`,
  };
}

function line(
  kind: 'done' | 'failed',
  ids: readonly string[],
  sentence: (what: string, list: string) => string,
): readonly CleanUpResult[] {
  if (ids.length === 0) return [];
  const what = ids.length === 1 ? '1 credential' : `${ids.length} credentials`;
  return [{ kind, what: sentence(what, ids.join(', ')) }];
}
