import { isDeepStrictEqual } from 'node:util';
import {
  type Fetched,
  InputError,
  quoteText,
  type SecretValue,
  type Settings,
} from '@senhasegura-action/core/internal';

/** Values by item (`dsm:database-prod`) and field. */
export type ChosenValues = ReadonlyMap<string, ReadonlyMap<string, SecretValue>>;

/** The item of a fetched value, as a reference: `dsm:database-prod`. */
export function itemOf({ reference, field }: Pick<Fetched, 'reference' | 'field'>): string {
  return reference.slice(0, reference.length - field.length - 1);
}

/**
 * Groups what was fetched. One item can hold a field twice.
 * @throws {InputError} fields with two different values, unless the later one is to win
 */
export function chosenValues(fetched: readonly Fetched[], onConflict: Settings['onConflict']): ChosenValues {
  const items = new Map<string, Map<string, SecretValue>>();
  const problems = new Set<string>();
  for (const each of fetched) {
    const fields = items.get(itemOf(each)) ?? new Map<string, SecretValue>();
    items.set(itemOf(each), fields);
    const earlier = fields.get(each.field);
    if (earlier !== undefined && onConflict === 'error' && !isDeepStrictEqual(earlier, each.value)) {
      problems.add(
        `${quoteText(each.reference)} has two different values. Rename one in the vault, or take the later one with --on-conflict=last.`,
      );
    }
    fields.set(each.field, each.value);
  }
  if (problems.size > 0) throw new InputError([...problems]);
  return items;
}
