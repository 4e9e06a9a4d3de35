import { namesShown, quoteText } from '../errors/quote-text.js';
import type { Reading } from '../values/reading.js';
import type { FieldChoice } from '../references/selection.js';
import type { Field } from '../values/secret-value.js';

/** The fields that a reference selects, or what is missing and what there is. */
export function chooseFields(fields: readonly Field[], choice: FieldChoice): Reading<readonly Field[]> {
  if (choice.kind === 'every') return { ok: fields };
  const chosen = fields.filter(({ name }) => name === choice.name);
  if (chosen.length > 0) return { ok: chosen };
  const names = [...new Set(fields.map(({ name }) => name))];
  const there = names.length === 0 ? 'It has no field with a value' : `It has ${namesShown(names)}`;
  return {
    problem: `there is no field ${quoteText(choice.name)} with a value. ${there}. Field names are case-sensitive.`,
  };
}
