import type { Settings } from '@senhasegura-action/core/internal';
import type { Maskings } from '../masking/masker.js';
import { describeDestination, type Publication } from '../publish/publication.js';

const MOST_NAMED = 20;

/**
 * What a user has to know of values that are too short to be masked: one sentence for all of them, for hosts show ten
 * annotations of a step. `undefined` where there are none.
 */
export function unmaskedWarning(
  publications: readonly Publication[],
  maskings: Maskings,
  { maskMinLength }: Pick<Settings, 'maskMinLength'>,
): string | undefined {
  const short = publications.filter(({ fetched }) => maskings(fetched).kind === 'too-short');
  const names = short.map(({ destination, fetched }) => `${describeDestination(destination)} (${fetched.reference})`);
  const [name, ...others] = names;
  if (name === undefined) return undefined;
  if (others.length === 0)
    return `The ${name} is shorter than ${maskMinLength} characters, so it is not masked in the log.`;
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return `${names.length} values are shorter than ${maskMinLength} characters, so they are not masked in the log: ${names.slice(0, MOST_NAMED).join(', ')}${more}.`;
}
