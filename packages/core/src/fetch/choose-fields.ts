import { quoteText } from '../references/quote-text.js';
import type { Reading } from '../references/reading.js';
import type { FieldChoice } from '../references/selection.js';
import type { Field } from './secret-value.js';

const MOST_NAMES_SHOWN = 12;

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

/** A list of names for a message, cut where it grows long. */
export function namesShown(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES_SHOWN).map(quoteText).join(', ');
  return names.length > MOST_NAMES_SHOWN ? `${shown} and ${names.length - MOST_NAMES_SHOWN} more` : shown;
}
