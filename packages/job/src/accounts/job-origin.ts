import type { Environment } from '@senhasegura-action/core/internal';

/** Which job this is, as its CI system calls it; a text is empty where it has no name for that. */
export interface JobOrigin {
  readonly run: string;
  /** Differs for each try of the same run. */
  readonly attempt: string;
  readonly job: string;
  readonly workflow: string;
  readonly repository: string;
}

/** docs.github.com, "Variables reference". The legs of a matrix have one GITHUB_JOB. */
export const originOnGitHub = (environment: Environment): JobOrigin => ({
  run: environment.GITHUB_RUN_ID ?? '',
  attempt: environment.GITHUB_RUN_ATTEMPT ?? '',
  job: environment.GITHUB_JOB ?? '',
  workflow: environment.GITHUB_WORKFLOW ?? '',
  repository: environment.GITHUB_REPOSITORY ?? '',
});

/** learn.microsoft.com, "Predefined variables"; a release has no build, and perhaps no repository. */
export const originOnAzure = (environment: Environment): JobOrigin => ({
  run: environment.RELEASE_RELEASEID ?? environment.BUILD_BUILDID ?? '',
  attempt: environment.SYSTEM_JOBATTEMPT ?? '',
  job: environment.SYSTEM_JOBNAME ?? environment.AGENT_JOBNAME ?? '',
  workflow: environment.RELEASE_DEFINITIONNAME ?? environment.BUILD_DEFINITIONNAME ?? '',
  repository: environment.BUILD_REPOSITORY_NAME ?? environment.SYSTEM_TEAMPROJECT ?? '',
});

/** docs.gitlab.com/ci/variables/predefined_variables: a job that is tried again has another id; few pipelines have a name. */
export const originOnGitLab = (environment: Environment): JobOrigin => ({
  run: environment.CI_PIPELINE_ID ?? '',
  attempt: environment.CI_JOB_ID ?? '',
  job: environment.CI_JOB_NAME ?? '',
  workflow: environment.CI_PIPELINE_NAME ?? environment.CI_CONFIG_PATH ?? '',
  repository: environment.CI_PROJECT_PATH ?? '',
});

/** Of a command, which runs in any CI system, or in none: then it is the user's. */
export function originOfCommand(environment: Environment): JobOrigin {
  if (environment.GITHUB_ACTIONS === 'true') return originOnGitHub(environment);
  if (environment.GITLAB_CI === 'true') return originOnGitLab(environment);
  if (environment.TF_BUILD?.toLowerCase() === 'true') return originOnAzure(environment);
  const job = environment.USER ?? environment.USERNAME ?? '';
  return { run: 'command-line', attempt: '', job, workflow: '', repository: '' };
}
