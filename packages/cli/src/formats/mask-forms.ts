import type { FormatContext } from './format.js';
import type { Variable } from './variable.js';

/** The forms to mask of all values, each once, none of them empty. */
export function allMaskForms(variables: readonly Variable[], { maskForms }: FormatContext): string[] {
  return [...new Set(variables.flatMap(({ value }) => maskForms(value)))].filter((form) => form !== '');
}
