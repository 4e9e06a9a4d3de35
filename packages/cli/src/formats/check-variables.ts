import { environmentProblem } from './environment-problem.js';
import type { Format } from './format.js';
import type { ToolName } from './tool-name.js';
import type { Variable } from './variable.js';

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Every problem of every variable, as sentences that name the variable and the tool, never a value. */
export function checkVariables(tool: ToolName, format: Format, variables: readonly Variable[]): string[] {
  const seen = new Map<string, string>();
  return variables.flatMap((variable) => {
    const { name } = variable;
    if (!IDENTIFIER.test(name)) {
      return [
        `A variable for ${tool} has a name with other characters than letters, digits and "_", or a digit first.`,
      ];
    }
    const key = format.ignoresCase ? name.toUpperCase() : name;
    const twin = seen.get(key);
    seen.set(key, name);
    const reasons = [twinProblem(name, twin), valueProblem(format, variable)].filter((reason) => reason !== undefined);
    return reasons.map((reason) => `${name} can't be written for ${tool}: ${reason}`);
  });
}

function valueProblem(format: Format, variable: Variable): string | undefined {
  const reason = format.isEnvironment ? environmentProblem(variable) : undefined;
  return reason ?? format.problemOf(variable);
}

function twinProblem(name: string, twin: string | undefined): string | undefined {
  if (twin === undefined) return undefined;
  return twin === name
    ? 'it is there twice.'
    : `${twin} is there too, and the tool takes both names for one. Give one of them another name.`;
}
