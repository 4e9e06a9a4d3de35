import { isDeepStrictEqual } from 'node:util';
import {
  type Fetched,
  InputError,
  type Placeholder,
  type Reading,
  type SecretValue,
  type Selection,
  type Settings,
  type Template,
} from '@senhasegura-action/core/internal';
import { escapeValue } from './escape-value.js';

/**
 * A template with every value in its place, byte for byte but for what a placeholder escapes. One that is optional and missing leaves
 * nothing. Where a secret has a field twice, the values have to be the same, unless the later one is to win.
 * @param fetched what was brought for the selections of the placeholders
 * @throws {InputError} every value that has no place in a text
 */
export function renderTemplate(
  template: Template,
  fetched: readonly Fetched[],
  { onConflict }: Pick<Settings, 'onConflict'>,
): string {
  const values = new Map<Selection, Fetched[]>();
  for (const each of fetched) values.set(each.selection, [...(values.get(each.selection) ?? []), each]);
  const problems: string[] = [];
  const pieces = template.map((part) => {
    if (typeof part === 'string') return part;
    const piece = renderPlaceholder(part, values.get(part.selection) ?? [], onConflict);
    if ('ok' in piece) return piece.ok;
    problems.push(`${part.selection.text}: the value ${piece.problem}.`);
    return '';
  });
  if (problems.length > 0) throw new InputError(problems);
  return pieces.join('');
}

function renderPlaceholder(
  { escape }: Placeholder,
  fetched: readonly Fetched[],
  onConflict: Settings['onConflict'],
): Reading<string> {
  const last = fetched.at(-1);
  if (last === undefined) return { ok: '' };
  if (onConflict === 'error' && fetched.some(({ value }) => !isDeepStrictEqual(value, last.value))) {
    return { problem: 'is there twice, and different: rename one in the vault, or set on-conflict to last' };
  }
  return textOf(last.value, escape);
}

function textOf(value: SecretValue, escape: Placeholder['escape']): Reading<string> {
  if (typeof value !== 'string') return { problem: 'is binary, and a template is text: add "| as=base64"' };
  if (escape !== undefined) return escapeValue(escape, value);
  return value.isWellFormed()
    ? { ok: value }
    : { problem: 'holds half of a surrogate pair, which no UTF-8 text can hold: add "| as=json" in a file of JSON' };
}
