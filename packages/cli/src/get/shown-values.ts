import { InputError, quoteText, type SecretValue } from '@senhasegura-action/core/internal';
import type { ChosenValues } from './chosen-values.js';

/**
 * The one value that there is; `undefined` where an optional one is missing.
 * @throws {InputError} several fields
 */
export function onlyValue(values: ChosenValues): SecretValue | undefined {
  const found = [...values].flatMap(([item, fields]) => [...fields].map(([field, value]) => ({ item, field, value })));
  if (found.length <= 1) return found[0]?.value;
  const names = found.slice(0, 12).map(({ item, field }) => quoteText(`${item}#${field}`));
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : '';
  throw new InputError(
    `${found.length} values are selected: ${names.join(', ')}${more}. Name one of them, or take all with --output=json.`,
  );
}

/**
 * A document of fields and their values; with several items, by item.
 * @throws {InputError} a value that is no text
 */
export function valuesDocument(values: ChosenValues): Readonly<Record<string, unknown>> {
  const items = [...values].map(([item, fields]): [string, Record<string, string>] => [
    item.slice(item.indexOf(':') + 1),
    Object.fromEntries([...fields].map(([field, value]) => [field, textOf(value, `${item}#${field}`)])),
  ]);
  const [only] = items;
  return items.length === 1 && only !== undefined ? only[1] : Object.fromEntries(items);
}

function textOf(value: SecretValue, reference: string): string {
  if (typeof value === 'string') return value;
  throw new InputError(`The value of ${quoteText(reference)} is binary: only --output=text can write it.`);
}
