import { InputError } from '../errors/senhasegura-error.js';
import { quoteText } from '../references/quote-text.js';
import type { Selection } from '../references/selection.js';
import type { Log } from '../platform.js';
import { applyModifiers } from '../values/apply-modifiers.js';
import type { Fetched } from './fetched.js';
import type { IdentifiedItem, Sources } from './item.js';
import { chooseFields } from './choose-fields.js';

/** What one selection came to. */
interface Outcome {
  readonly values: readonly Fetched[];
  /** Secrets and fields that are not there, a sentence each. */
  readonly missing: readonly string[];
  /** Values that their modifiers can't read, a sentence each. */
  readonly unreadable: readonly string[];
}

/**
 * Brings the values of all selections, in their order.
 * @throws {InputError} everything that is missing and not optional, and every value that its modifiers can't read
 */
export async function fetchSelections(
  selections: readonly Selection[],
  sources: Sources,
  log: Pick<Log, 'notice'>,
): Promise<readonly Fetched[]> {
  const outcomes = await allOf(
    selections.map(async (selection) => ({ selection, ...(await fetchSelection(selection, sources)) })),
  );
  const problems: string[] = [];
  for (const { selection, missing, unreadable } of outcomes) {
    if (!selection.modifiers.optional) problems.push(...missing);
    else for (const sentence of missing) log.notice(`${sentence} It is optional, so the run goes on.`);
    problems.push(...unreadable);
  }
  if (problems.length > 0) throw new InputError(problems);
  return outcomes.flatMap(({ values }) => values);
}

async function fetchSelection(selection: Selection, sources: Sources): Promise<Outcome> {
  const where = `Line ${selection.line} (${quoteText(selection.text)})`;
  const { target } = selection;
  if (target.kind === 'every-secret') {
    const items = await sources.everySecret();
    const outcomes = items.map((item) => valuesOf(selection, where, 'dsm', item));
    return {
      values: outcomes.flatMap(({ values }) => values),
      missing: [],
      unreadable: outcomes.flatMap(({ unreadable }) => unreadable),
    };
  }
  const reading = await sources.items[target.source](target.id);
  if (reading.kind === 'missing') return { values: [], missing: [`${where}: ${reading.why}`], unreadable: [] };
  return valuesOf(selection, where, target.source, { id: target.id, fields: reading.fields });
}

function valuesOf(selection: Selection, where: string, source: string, item: IdentifiedItem): Outcome {
  const choice = selection.target.kind === 'item' ? selection.target.field : ({ kind: 'every' } as const);
  const chosen = chooseFields(item.fields, choice);
  if ('problem' in chosen) return { values: [], missing: [`${where}: ${chosen.problem}`], unreadable: [] };
  const values: Fetched[] = [];
  const unreadable: string[] = [];
  for (const field of chosen.ok) {
    const value = applyModifiers(field.value, selection.modifiers);
    if ('ok' in value) {
      values.push({ selection, reference: `${source}:${item.id}#${field.name}`, field: field.name, value: value.ok });
    } else unreadable.push(`${where}: field ${quoteText(field.name)}: ${value.problem}`);
  }
  return { values, missing: [], unreadable };
}

/** Like `Promise.all`, but waits for all before it fails: a read that still runs could take custody after the release. */
async function allOf<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
