import { quoteText } from '../errors/message-text.js';
import type { Reading } from '../values/reading.js';
import type { FieldChoice } from '../references/selection.js';
import type { Field } from '../values/secret-value.js';
import { nearestSentence } from '../vault/nearest-first.js';

/** The fields that a reference selects, names compared in NFC; or what is missing, with the nearest that is there. */
export function chooseFields(fields: readonly Field[], choice: FieldChoice): Reading<readonly Field[]> {
  if (choice.kind === 'every') return { ok: fields };
  const wanted = choice.name.normalize('NFC');
  const chosen = fields.filter(({ name }) => name.normalize('NFC') === wanted);
  if (chosen.length > 0) return { ok: chosen };
  const nearest = nearestSentence(
    choice.name,
    fields.map(({ name }) => name),
  );
  const there = nearest === '' ? 'It has no field with a value.' : nearest;
  return {
    problem: `there is no field ${quoteText(choice.name)} with a value. ${there} Field names are case-sensitive.`,
  };
}
