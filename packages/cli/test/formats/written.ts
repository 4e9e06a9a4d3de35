import { randomUUID } from 'node:crypto';
import { formatVariables } from '../../src/formats/format-variables.js';
import type { FormatContext, Variable } from '../../src/formats/format.js';
import type { ToolName } from '../../src/formats/tool-name.js';

/** Masks each line, and the whole in upper case as a stand-in for an encoded form. */
export const maskForms = (value: string): string[] => [...value.split(/\r\n|\r|\n/), value.toUpperCase()];

export const context: FormatContext = { newDelimiter: () => `delimiter-${randomUUID()}`, maskForms };

/** The file's text; throws when there are problems. */
export function written(tool: ToolName, variables: readonly Variable[]): string {
  const formatted = formatVariables(tool, variables, context);
  if (!formatted.ok) throw new Error(formatted.problems.join('\n'));
  return formatted.text;
}

/** The problems; none when the file could be written. */
export function problemsOf(tool: ToolName, variables: readonly Variable[]): readonly string[] {
  const formatted = formatVariables(tool, variables, context);
  return formatted.ok ? [] : formatted.problems;
}

/** Those of the variables that the tool can hold. */
export const holdable = (tool: ToolName, variables: readonly Variable[]): Variable[] =>
  variables.filter((variable) => problemsOf(tool, [variable]).length === 0);
