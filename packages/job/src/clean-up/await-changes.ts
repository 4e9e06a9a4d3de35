import {
  failureMessage,
  type HttpEffects,
  type OneTimeCredential,
  type Vault,
  watchChange,
} from '@senhasegura-action/core/internal';
import type { CleanUpResult } from './result.js';

/**
 * Waits until the vault has changed the passwords of the credentials that were for this job alone (`one-time`, design section 2).
 * The release has started the changes. Only the list is asked, which takes no custody and shows no secret.
 * @param bound milliseconds for all of them together, the setting `change-wait`
 */
export async function awaitChanges(
  credentials: readonly OneTimeCredential[],
  vault: Vault,
  bound: number,
  effects: HttpEffects,
): Promise<readonly CleanUpResult[]> {
  if (credentials.length === 0) return [];
  const ended = effects.now();
  const ids = credentials.map(({ id }) => id).join(', ');
  effects.log.info(`Waiting until the vault has changed the password of ${ids}, ${bound / 1000} s at most.`);
  return Promise.all(
    credentials.map(async ({ id, changed }): Promise<CleanUpResult> => {
      try {
        const watched = await watchChange(vault, id, changed, { bound, effects });
        if (watched.kind === 'changed') {
          const seconds = Math.round((watched.at - ended) / 1000);
          return {
            kind: 'done',
            what: `The password of credential ${id} was changed ${clock(watched.at)}, ${seconds} s after the job.`,
          };
        }
        return { kind: 'failed', what: notChanged(id, `the list did not say so within ${bound / 1000} s.`) };
      } catch (error) {
        return { kind: 'failed', what: notChanged(id, failureMessage(error)) };
      }
    }),
  );
}

/** `12:03:11`, in UTC as the hosts' logs have it. */
const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 19)} UTC`;

function notChanged(id: string, why: string): string {
  return `The password of credential ${id}, which was for this job alone (one-time), may still be good: ${why} Look at its change in the console, or give change-wait more seconds.`;
}
