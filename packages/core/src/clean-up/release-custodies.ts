import { failureMessage } from '../failure-message.js';
import type { Vault } from '../vault/vault.js';
import { releaseCustody } from '../vault/pam/release-custody.js';
import type { CleanUpResult } from './clean-up-step.js';

export interface Release {
  /** Ids whose custody is over, whoever ended it. */
  readonly released: readonly string[];
  readonly results: readonly CleanUpResult[];
}

/** Releases the custody of credentials, all at the same time. One that fails keeps none of the others. */
export async function releaseCustodies(ids: readonly string[], vault: Vault): Promise<Release> {
  const outcomes = await Promise.all(ids.map(async (id) => ({ id, failure: await failureOf(vault, id) })));
  const released = outcomes.filter(({ failure }) => failure === undefined).map(({ id }) => id);
  const failed = outcomes.flatMap(({ id, failure }): readonly CleanUpResult[] =>
    failure === undefined
      ? []
      : [
          {
            kind: 'failed',
            what: `The custody of credential ${id} was not released: ${failure} Release it in the console.`,
          },
        ],
  );
  const done: readonly CleanUpResult[] =
    released.length === 0
      ? []
      : [{ kind: 'done', what: `Released the custody of ${count(released.length)}: ${released.join(', ')}.` }];
  return { released, results: [...done, ...failed] };
}

async function failureOf(vault: Vault, id: string): Promise<string | undefined> {
  try {
    await releaseCustody(vault, id);
    return undefined;
  } catch (error) {
    return failureMessage(error);
  }
}

function count(credentials: number): string {
  return credentials === 1 ? '1 credential' : `${credentials} credentials`;
}
