import { azureDevOps } from './azure-devops.js';
import { bamboo } from './bamboo.js';
import { circleCI } from './circleci.js';
import { dotenv } from './dotenv.js';
import { fish } from './fish.js';
import type { Format } from './format.js';
import { github } from './github.js';
import { json } from './json.js';
import { posixExports } from './posix-exports.js';
import { powershell } from './powershell.js';
import { teamCity } from './teamcity.js';
import type { ToolName } from './tool-name.js';

/**
 * Tools whose steps source the file and use the variables in the same shell. None of them can mask at run time, and what they
 * could carry to a later step is printed or kept in clear, so it is not used:
 * - GitLab: masks only what came with the job; a `dotenv` report can be downloaded (docs.gitlab.com/ci/variables).
 * - Bitbucket: prints the values of `$BITBUCKET_PIPELINES_VARIABLES_PATH` in the log of each later step
 *   (atlassian.com/blog/bitbucket/easily-share-data-between-steps-in-bitbucket-pipelines).
 * - Jenkins: each `sh` step is a new shell, so source the file in the step that needs it (jenkins.io/doc/pipeline/steps).
 */
const sourced = posixExports('Secrets from senhasegura. Use: . ./FILE   Delete this file after use.');

export const FORMATS: Readonly<Record<ToolName, Format>> = {
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
  fish,
  dotenv,
  json,
};
