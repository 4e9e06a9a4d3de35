import { bamboo, dotenv, json } from './data-files.js';
import { environmentProblem, type Format, type FormatContext, type Variable } from './format.js';
import { azureDevOps, circleCI, github, teamCity } from './pipeline-commands.js';
import { fish, posixExports } from './shells.js';
import type { ToolName } from './tool-name.js';
import { cmd, powershell } from './windows-shells.js';

/**
 * Tools whose steps source the file and use the variables in the same shell. None of them can mask at run time, and what they
 * could carry to a later step is printed or kept in clear, so it is not used:
 * - GitLab: masks only what came with the job; a `dotenv` report can be downloaded (docs.gitlab.com/ci/variables).
 * - Bitbucket: prints the values of `$BITBUCKET_PIPELINES_VARIABLES_PATH` in the log of each later step
 *   (atlassian.com/blog/bitbucket/easily-share-data-between-steps-in-bitbucket-pipelines).
 * - Jenkins: each `sh` step is a new shell, so source the file in the step that needs it (jenkins.io/doc/pipeline/steps).
 */
const sourced = posixExports('Secrets from senhasegura. Use: . ./FILE   Delete this file after use.');

const FORMATS: Readonly<Record<ToolName, Format>> = {
  linux: sourced,
  gitlab: sourced,
  bitbucket: sourced,
  jenkins: sourced,
  github,
  'azure-devops': azureDevOps,
  bamboo,
  circleci: circleCI,
  teamcity: teamCity,
  powershell,
  cmd,
  fish,
  dotenv,
  json,
};

type Formatted =
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

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Every problem of every variable, as sentences that name the variable and the tool, never a value. */
function checkVariables(tool: ToolName, format: Format, variables: readonly Variable[]): string[] {
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
