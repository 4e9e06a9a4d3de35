import {
  failureMessage,
  formatSelection,
  type HttpEffects,
  lookUp,
  type LookUp,
  type Selection,
  type Settings,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { fail, type Finding, ok, skip, warn } from './finding.js';

/**
 * Whether each reference is there, by lists alone: no custody is taken. Values that a list has are hidden and dropped. A list that is
 * refused says nothing of what stands on another one.
 */
export async function checkReferences(
  settings: Settings,
  opened: VaultSession['opened'],
  looking: Parameters<typeof lookUp>[2],
  effects: Pick<HttpEffects, 'onSecret'>,
): Promise<readonly Finding[]> {
  const isOfPam = ({ target }: Selection): boolean =>
    target.kind === 'item' && (target.source === 'pam' || target.source === 'ssh');
  const parts = [settings.selections.filter((selection) => !isOfPam(selection)), settings.selections.filter(isOfPam)];
  const findings = new Map<Selection, Finding>();
  const lookAt = async (selections: readonly Selection[]): Promise<void> => {
    try {
      for (const found of await lookUp({ ...settings, selections }, opened, looking)) {
        if (found.kind === 'read')
          for (const { value } of found.values) effects.onSecret(Buffer.from(value).toString());
        findings.set(found.selection, findingOn(found));
      }
    } catch (error) {
      for (const selection of selections) findings.set(selection, notLookedUp(selection, error));
    }
  };
  await Promise.all(parts.map(lookAt));
  return settings.selections.flatMap((selection) => findings.get(selection) ?? []);
}

function notLookedUp(selection: Selection, error: unknown): Finding {
  const what = `${formatSelection(selection)} could not be looked up`;
  return fail('reference', what, failureMessage(error), exitCodeOf(error));
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
