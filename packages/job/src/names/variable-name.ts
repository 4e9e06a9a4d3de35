import type { Settings } from '@senhasegura-action/core/internal';

const BAD_CHARACTER = /[^A-Za-z0-9_]/gu;

/** A name with `_` for each code point that no variable's name holds; `_` for an empty name. */
function safePart(name: string, nameCase: Settings['nameCase']): string {
  const safe = name.replace(BAD_CHARACTER, '_') || '_';
  return nameCase === 'upper' ? safe.toUpperCase() : safe;
}

/**
 * The variable that a field of the vault goes to when its selection names no sink (design section 2): each code point that is no
 * ASCII letter, digit or `_` becomes `_`, a leading digit gets one in front, and an empty name becomes `_`. Two fields
 * can get one name: the caller looks for that.
 */
export function variableName(field: string, nameCase: Settings['nameCase']): string {
  const safe = safePart(field, nameCase);
  return /^[0-9]/.test(safe) ? `_${safe}` : safe;
}

/** What stands in a pattern for a part of the reference. */
const PLACE = /\*|\{id\}/g;

/** Whether some of a sink's name comes from the vault, or stands for something that does. */
export const hasPlace = (pattern: string): boolean => pattern.search(PLACE) >= 0;

/**
 * The name or path of a sink with the field's name in the place of its `*` and the item's id in the place of each `{id}`, spelt
 * as a variable's name is, so that what the vault holds adds no folder and no `..` to a path. `nameCase` is for what is
 * put in: what the user wrote stays as it is. Without such a place the pattern itself.
 */
export function sinkName(
  pattern: string,
  { id, field }: { readonly id: string; readonly field: string },
  nameCase: Settings['nameCase'],
): string {
  return pattern.replace(PLACE, (place, offset: number) => {
    const text = place === '*' ? field : id;
    // Only at the beginning can a digit be in the way; a path of the user's may well begin with one.
    return offset === 0 ? variableName(text, nameCase) : safePart(text, nameCase);
  });
}

/** One spelling for all names that mean the same variable. */
export function foldName(name: string, caseless: boolean): string {
  return caseless ? name.toUpperCase() : name;
}
