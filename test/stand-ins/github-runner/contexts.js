import { randomUUID } from 'node:crypto';

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const SYSTEMS = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/**
 * `GitHubContext` and `RunnerContext`, as far as an action can tell a stand-in from a runner.
 * @param {import('./step.js').JobState} job
 * @param {Readonly<Record<import('./file-commands.js').FileCommand, string>>} files
 * @returns {Record<string, string>}
 */
export function contextVariables({ folders, debug, host }, files) {
  return {
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: 'https://api.github.invalid',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_JOB: 'build',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'octocat/repository',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: 'https://github.invalid',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_WORKFLOW: 'build',
    GITHUB_WORKSPACE: folders.workspace,
    GITHUB_ENV: files.env,
    GITHUB_OUTPUT: files.output,
    GITHUB_PATH: files.path,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.step_summary,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_NAME: 'stand-in',
    RUNNER_OS: SYSTEMS[host.platform] ?? 'Linux',
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.toolCache,
    ...(debug ? { RUNNER_DEBUG: '1' } : {}),
  };
}

/** `NodeScriptActionHandler`: what actions get and scripts do not. The token is a mask of the runner's own.
 * @param {import('./step.js').JobState} job */
export function actionRuntime({ masker }) {
  const token = randomUUID();
  masker.addValue(token);
  return { ACTIONS_RUNTIME_URL: 'https://runtime.github.invalid/', ACTIONS_RUNTIME_TOKEN: token };
}
