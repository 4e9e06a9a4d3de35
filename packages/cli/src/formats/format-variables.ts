import { checkVariables } from './check-variables.js';
import type { FormatContext } from './format.js';
import { FORMATS } from './format-table.js';
import type { ToolName } from './tool-name.js';
import type { Variable } from './variable.js';

export type Formatted =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problems: readonly string[] };

/**
 * The text of the secrets file (by default `.runb.vars`) for a tool. It gives each variable exactly the value that the vault
 * holds, and runs nothing that a value says. A value that the tool can't hold is a problem, never an altered value: then
 * there is no text, and all problems come together. The order of the variables is kept.
 */
export function formatVariables(tool: ToolName, variables: readonly Variable[], context: FormatContext): Formatted {
  const format = FORMATS[tool];
  const problems = checkVariables(tool, format, variables);
  if (problems.length > 0) return { ok: false, problems };
  const text = format.write(variables, context);
  return { ok: true, text: format.comment === undefined ? text : `# ${format.comment}\n${text}` };
}
