import {
  formatSelection,
  type HttpEffects,
  lookUp,
  type LookUp,
  type Settings,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { EXIT } from '../terminal/exit-code.js';
import { fail, type Finding, ok, skip, warn } from './finding.js';

/** Whether each reference is there, by lists alone: no custody is taken. Values that a list has are hidden and dropped. */
export async function checkReferences(
  settings: Settings,
  opened: VaultSession['opened'],
  looking: Parameters<typeof lookUp>[2],
  effects: Pick<HttpEffects, 'onSecret'>,
): Promise<readonly Finding[]> {
  const found = await lookUp(settings, opened, looking);
  for (const each of found) {
    if (each.kind !== 'read') continue;
    for (const { value } of each.values) effects.onSecret(Buffer.from(value).toString());
  }
  return found.map(findingOn);
}

function findingOn(found: LookUp): Finding {
  const { selection } = found;
  const reference = formatSelection(selection);
  switch (found.kind) {
    case 'read': {
      const { length } = found.values;
      return ok('reference', `${reference} is there, ${length} ${length === 1 ? 'value' : 'values'}`);
    }
    case 'listed':
      return ok('reference', `${reference} is on the list; its fields are known when it is read`);
    case 'unknown':
      return skip('reference', `${reference}: ${found.why}`);
    case 'missing': {
      const what = found.problems.join(' ');
      return selection.modifiers.optional
        ? warn('reference', what, 'It is optional, so a run goes on.')
        : fail('reference', what, 'Correct the reference, or give the authorization access.', EXIT.notFound);
    }
    case 'refused':
      return fail('reference', found.problems.join(' '), 'Correct the reference.', EXIT.usage);
  }
}
