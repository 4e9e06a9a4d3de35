import { readFileSync } from 'node:fs';
import { type Environment, isSecretSetting, quoteText, type SettingName } from '@senhasegura-action/core/internal';

/** Reads a small file of the host at once; throws where it can't. */
export type ReadAtOnce = (path: string) => string;

const readAtOnce: ReadAtOnce = (path) => readFileSync(path, 'utf8');

/**
 * Why a secret that a pipeline hands over may have come empty, by what its host tells of the job: a sentence or two with advice;
 * `undefined` for what is no secret, and off a host that is known.
 * @param readEvent for the event of a workflow run (docs.github.com, "Variables", GITHUB_EVENT_PATH)
 */
export function whyEmpty(
  name: SettingName,
  environment: Environment,
  readEvent: ReadAtOnce = readAtOnce,
): string | undefined {
  if (!isSecretSetting(name)) return undefined;
  if (environment.GITHUB_ACTIONS === 'true') return onGitHub(environment, readEvent);
  if (environment.GITLAB_CI === 'true') return onGitLab(environment);
  return environment.TF_BUILD?.toLowerCase() === 'true' ? onAzure(environment) : undefined;
}

/** GitHub gives no secrets to forks, and Dependabot its own alone (docs.github.com, "Using secrets in GitHub Actions"). */
function onGitHub(environment: Environment, readEvent: ReadAtOnce): string {
  const fork = forkOf(environment, readEvent);
  if (fork !== undefined) {
    return `This run is for a pull request from the fork ${quoteText(fork)}, and GitHub gives such runs no secrets. Skip the step there, or bring the secrets in a workflow that runs after the merge.`;
  }
  if (environment.GITHUB_ACTOR === 'dependabot[bot]') {
    return 'Dependabot has started this run, and GitHub gives it the secrets of Dependabot alone. Save the secret there too (Settings, Secrets and variables, Dependabot).';
  }
  return 'Where the workflow has `${{ secrets.NAME }}`, no secret of that name reaches this job: check its spelling, the `environment` of the job, and in a reusable workflow `secrets: inherit`.';
}

/** The repository that a pull request comes from, where that is not the one that runs it. */
function forkOf(
  { GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_REPOSITORY }: Environment,
  readEvent: ReadAtOnce,
): string | undefined {
  // Others, pull_request_target among them, run with the secrets of the repository.
  if (!/^pull_request(?:_review|_review_comment)?$/.test(GITHUB_EVENT_NAME ?? '')) return undefined;
  const event = eventIn(GITHUB_EVENT_PATH ?? '', readEvent);
  const head = at(at(event, 'pull_request'), 'head');
  if (typeof head !== 'object' || head === null) return undefined;
  const from = at(at(head, 'repo'), 'full_name');
  // A fork that has been deleted is null.
  if (typeof from !== 'string') return 'deleted';
  return from === GITHUB_REPOSITORY ? undefined : from;
}

function eventIn(path: string, readEvent: ReadAtOnce): unknown {
  try {
    return JSON.parse(readEvent(path));
  } catch {
    return undefined;
  }
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Protected variables go to protected branches and tags alone (docs.gitlab.com/ci/variables, "Protect a CI/CD variable"). */
function onGitLab({
  CI_COMMIT_REF_PROTECTED,
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: source,
  CI_PROJECT_ID,
  CI_MERGE_REQUEST_PROJECT_ID = CI_PROJECT_ID,
}: Environment): string {
  if (source !== undefined && source !== '' && source !== CI_MERGE_REQUEST_PROJECT_ID) {
    return "This job is for a merge request from a fork, which does not get the project's variables. Run it in the parent project after a look at the change.";
  }
  if (CI_COMMIT_REF_PROTECTED === 'false') {
    return 'The branch or tag of this job is not protected, and a protected variable is not there for it. Protect the branch, or take the protection from the variable.';
  }
  return 'Check the spelling of the CI/CD variable, and its environment scope.';
}

/** Builds of forks get no secrets by default, and scripts none that `env:` does not name (learn.microsoft.com, "Set secret variables"). */
function onAzure({ SYSTEM_PULLREQUEST_ISFORK }: Environment): string {
  return SYSTEM_PULLREQUEST_ISFORK?.toLowerCase() === 'true'
    ? 'This build is for a pull request from a fork, and Azure Pipelines gives such builds no secrets. Skip the step there.'
    : 'A secret variable reaches a task by its inputs and a script by `env:` alone, as `$(NAME)`: check the spelling, and that its variable group is linked and authorized.';
}

/** The folder that the repository of a job was checked out into, on the hosts that say so. */
export function checkoutOf(environment: Environment): string | undefined {
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR, BUILD_SOURCESDIRECTORY, BITBUCKET_CLONE_DIR } = environment;
  return [GITHUB_WORKSPACE, CI_PROJECT_DIR, BUILD_SOURCESDIRECTORY, BITBUCKET_CLONE_DIR].find(
    (folder) => folder !== undefined && folder !== '',
  );
}
