import { endCustody, failureMessage, type Vault } from '@senhasegura-action/core/internal';
import type { CleanUpResult } from './result.js';

export interface Release {
  /**
   * Ids whose custody was ended. Not those of which the vault has none: a read that timed out here may still be under way
   * there, and take custody after this.
   */
  readonly released: readonly string[];
  readonly results: readonly CleanUpResult[];
}

type Outcome =
  | { readonly id: string; readonly kind: 'released' | 'none' }
  | { readonly id: string; readonly kind: 'failed'; readonly why: string };

/** Releases the custody of credentials, all at the same time. One that fails keeps none of the others. */
export async function releaseCustodies(ids: readonly string[], vault: Vault): Promise<Release> {
  const outcomes = await Promise.all(ids.map((id) => released(vault, id)));
  const of = (kind: Outcome['kind']): readonly string[] =>
    outcomes.filter((outcome) => outcome.kind === kind).map(({ id }) => id);
  const failed = outcomes.flatMap((outcome): readonly CleanUpResult[] =>
    outcome.kind !== 'failed'
      ? []
      : [
          {
            kind: 'failed',
            what: `The custody of credential ${outcome.id} was not released: ${outcome.why} Release it in the console.`,
          },
        ],
  );
  return {
    released: of('released'),
    results: [
      ...line(of('released'), (what, list) => `Released the custody of ${what}: ${list}.`),
      ...line(of('none'), (what, list) => `There was no custody of ${what} to release: ${list}.`),
      ...failed,
    ],
  };
}

async function released(vault: Vault, id: string): Promise<Outcome> {
  try {
    return { id, kind: (await endCustody(vault, id)) ? 'released' : 'none' };
  } catch (error) {
    return { id, kind: 'failed', why: failureMessage(error) };
  }
}

function line(ids: readonly string[], sentence: (what: string, list: string) => string): readonly CleanUpResult[] {
  if (ids.length === 0) return [];
  const what = ids.length === 1 ? '1 credential' : `${ids.length} credentials`;
  return [{ kind: 'done', what: sentence(what, ids.join(', ')) }];
}
