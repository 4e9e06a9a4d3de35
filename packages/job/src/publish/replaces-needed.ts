import { foldName } from '../names/fold-name.js';
import type { NeededAgain } from './needed-again.js';
import type { Publication } from './publication.js';

export interface Needed {
  readonly variables: NeededAgain;
  /** Names that differ in case alone are one name. */
  readonly caseless: boolean;
}

/** Why a variable must stay as it is, as the end of "can't become the variable NAME: ..."; `undefined` where it need not. */
export function replacesNeeded({ destination, fetched }: Publication, needed: Needed): string | undefined {
  if (destination.kind !== 'variable' && destination.kind !== 'private-file') return undefined;
  const value = destination.kind === 'variable' ? fetched.value : undefined;
  const { variables, caseless } = needed;
  const own = foldName(destination.name, caseless);
  const replaced = [...variables].some(
    ([name, held]) => foldName(name, caseless) === own && (held === undefined || held !== value),
  );
  return replaced
    ? 'the job\'s variable of that name holds what this run needs again to take everything back. Give it another name with "> NAME".'
    : undefined;
}
