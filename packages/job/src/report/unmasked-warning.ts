import type { Settings } from '@senhasegura-action/core/internal';
import type { FetchedMasking, Maskings } from '../masking/masker.js';
import { describeDestination, type Publication } from '../publish/publication.js';

const MOST_NAMED = 20;

/**
 * What a user has to know of values that are too short to be masked, and of documents with more fields than are looked at: one
 * sentence for all of a kind, for hosts show ten annotations of a step. `undefined` where there are none.
 */
export function unmaskedWarning(
  publications: readonly Publication[],
  maskings: Maskings,
  { maskMinLength }: Pick<Settings, 'maskMinLength'>,
): string | undefined {
  const namesWhere = (is: (masking: FetchedMasking) => boolean): readonly string[] =>
    publications
      .filter(({ fetched }) => is(maskings(fetched)))
      .map(({ destination, fetched }) => `${describeDestination(destination)} (${fetched.reference})`);
  const short = namesWhere(({ kind }) => kind === 'too-short');
  const cut = namesWhere((masking) => masking.kind === 'fields' && masking.cut);
  const than = `shorter than ${maskMinLength} characters, so`;
  const sentences = [
    ...(short.length === 1 ? [`The ${listed(short)} is ${than} it is not masked in the log.`] : []),
    ...(short.length > 1
      ? [`${short.length} values are ${than} they are not masked in the log: ${listed(short)}.`]
      : []),
    ...(cut.length > 0
      ? [`The fields behind the first 200,000 are masked with their lines, not on their own: ${listed(cut)}.`]
      : []),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return names.slice(0, MOST_NAMED).join(', ') + more;
}
