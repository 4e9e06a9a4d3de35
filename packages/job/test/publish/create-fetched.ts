import type { Fetched } from '../../../core/src/fetch/fetch-selections.js';
import type { SecretValue } from '../../../core/src/values/secret-value.js';
import { parseSelections } from '../../../core/src/references/parse-selections.js';

/** A value that the line `text` brought; its field is what follows the `#`, or `field`. */
export function fetched(text: string, value: SecretValue, { line = 1, field = '' } = {}): Fetched {
  const { selections, problems } = parseSelections('\n'.repeat(line - 1) + text);
  const [selection] = selections;
  if (selection === undefined) throw new Error(problems.join());
  const reference = text.split(/ [|>] /)[0] ?? '';
  const id = reference.slice(reference.indexOf(':') + 1).replace(/#[^#]*$/, '');
  const name = field === '' ? reference.slice(reference.lastIndexOf('#') + 1) : field;
  return { selection, reference: field === '' ? reference : `${reference}#${field}`, id, field: name, value };
}
