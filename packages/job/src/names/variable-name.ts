import type { Settings } from '@senhasegura-action/core/internal';

const BAD_CHARACTER = /[^A-Za-z0-9_]/gu;

/** The field's name with `_` for each code point that no variable's name holds; `_` for an empty name. */
function safeField(field: string, nameCase: Settings['nameCase']): string {
  const safe = field.replace(BAD_CHARACTER, '_') || '_';
  return nameCase === 'upper' ? safe.toUpperCase() : safe;
}

/**
 * The variable that a field of the vault goes to when its selection names no sink (design section 2): each code point that is no
 * ASCII letter, digit or `_` becomes `_`, a leading digit gets one in front, and an empty name becomes `_`. Two fields
 * can get one name: the caller looks for that.
 */
export function variableName(field: string, nameCase: Settings['nameCase']): string {
  const safe = safeField(field, nameCase);
  return /^[0-9]/.test(safe) ? `_${safe}` : safe;
}

/**
 * The name or path of a sink with the field's name in the place of its `*`, spelt as a variable's name is, so that a field of
 * the vault adds no folder and no `..` to a path. `nameCase` is for the field: what the user wrote stays as it is.
 * Without a `*` the pattern itself.
 */
export function sinkName(pattern: string, field: string, nameCase: Settings['nameCase']): string {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern;
  // Only at the beginning can a field's digit be in the way; a path of the user's may well begin with one.
  const inside = star === 0 ? variableName(field, nameCase) : safeField(field, nameCase);
  return pattern.slice(0, star) + inside + pattern.slice(star + 1);
}

/** One spelling for all names that mean the same variable. */
export function foldName(name: string, caseless: boolean): string {
  return caseless ? name.toUpperCase() : name;
}
