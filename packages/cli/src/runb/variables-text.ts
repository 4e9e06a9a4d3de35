import { randomUUID } from 'node:crypto';
import { type Fetched, InputError, type Settings } from '@senhasegura-action/core/internal';
import { maskForms } from '@senhasegura-action/job';
import { formatVariables } from '../formats/format-variables.js';
import type { ToolName } from '../formats/tool-name.js';

/**
 * The secrets file's text.
 * @param fetched tells which values are not to be masked
 * @throws {InputError} every value that the tool can't hold
 */
export function variablesText(
  tool: ToolName,
  variables: ReadonlyMap<string, string>,
  fetched: readonly Fetched[],
  { maskMinLength }: Pick<Settings, 'maskMinLength'>,
): string {
  const secret = new Set(fetched.filter(({ selection }) => !selection.modifiers.nomask).map(({ value }) => value));
  const formatted = formatVariables(
    tool,
    [...variables].map(([name, value]) => ({ name, value })),
    {
      newDelimiter: () => `senhasegura-${randomUUID()}`,
      maskForms: (value) => (secret.has(value) ? maskForms(value, maskMinLength) : []),
    },
  );
  if (!formatted.ok) throw new InputError(formatted.problems);
  return formatted.text;
}
