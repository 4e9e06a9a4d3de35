import {
  failureMessage,
  type HttpEffects,
  type OneTimeCredential,
  type Vault,
  watchChange,
} from '@senhasegura-action/core/internal';
import { clock } from '../report/wait-reporter.js';
import type { CleanUpResult } from './result.js';

/** How long, and how, a change is waited for. */
interface ChangePatience {
  /** Milliseconds, the setting `change-wait`. */
  readonly bound: number;
  readonly effects: Pick<HttpEffects, 'now' | 'sleep'>;
}

/**
 * Waits until the vault has changed a password, which the release of its custody has started. Only the list is asked, which takes
 * no custody and shows no secret.
 * @param credential what the list told before the release
 * @param since of what the change comes so many seconds after, e.g. `the job`
 * @returns e.g. `changed 12:03:11 UTC, 40 s after the job`; `undefined` where the bound was reached before
 * @throws {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function awaitChange(
  { id, changed }: OneTimeCredential,
  vault: Vault,
  { bound, effects }: ChangePatience,
  since: string,
): Promise<string | undefined> {
  const begun = effects.now();
  const watched = await watchChange(vault, id, changed, { bound, effects });
  if (watched.kind === 'not-in-time') return undefined;
  return `changed ${clock(watched.at)}, ${Math.round((watched.at - begun) / 1000)} s after ${since}`;
}

/**
 * Waits until the vault has changed the passwords of the credentials that were for this job alone (`one-time`, design section 2).
 * @param bound milliseconds for all of them together, the setting `change-wait`
 */
export async function awaitChanges(
  credentials: readonly OneTimeCredential[],
  vault: Vault,
  bound: number,
  effects: HttpEffects,
): Promise<readonly CleanUpResult[]> {
  if (credentials.length === 0) return [];
  const ids = credentials.map(({ id }) => id).join(', ');
  effects.log.info(`Waiting until the vault has changed the password of ${ids}, ${bound / 1000} s at most.`);
  return Promise.all(
    credentials.map(async (credential): Promise<CleanUpResult> => {
      const { id } = credential;
      try {
        const change = await awaitChange(credential, vault, { bound, effects }, 'the job');
        return change === undefined
          ? notChanged(id, `the list did not say so within ${bound / 1000} s.`)
          : { kind: 'done', what: `The password of credential ${id} was ${change}.`, summary: `pam:${id}: ${change}` };
      } catch (error) {
        return notChanged(id, failureMessage(error));
      }
    }),
  );
}

function notChanged(id: string, why: string): CleanUpResult {
  return {
    kind: 'failed',
    what: `The password of credential ${id}, which was for this job alone (one-time), may still be good: ${why} Look at its change in the console, or give change-wait more seconds.`,
    summary: `pam:${id}: not changed in time, the password may still be good`,
  };
}
