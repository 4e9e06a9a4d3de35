import type { Ledger } from '../ledger/ledger.js';
import type { Platform } from '../platform.js';
import type { CleanUpResult } from './clean-up-step.js';

/** Blanks the variables of the ledger: no CI system can unset one, and the post steps of other actions still run. */
export function blankVariables(
  { names }: Ledger,
  platform: Pick<Platform, 'exportVariables' | 'variablesStay'>,
): readonly CleanUpResult[] {
  if (names.length === 0 || platform.variablesStay === false) return [];
  platform.exportVariables(new Map(names.map((name) => [name, ''])));
  const shown = names.slice(0, 20).join(', ');
  const more = names.length > 20 ? ` and ${names.length - 20} more` : '';
  return [
    {
      kind: 'done',
      what: `Blanked ${names.length} ${names.length === 1 ? 'variable' : 'variables'}: ${shown}${more}.`,
    },
  ];
}
