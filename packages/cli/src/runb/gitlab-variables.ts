import {
  createHttpClient,
  type Environment,
  failureMessage,
  type HttpAnswer,
  InputError,
} from '@senhasegura-action/core';
import type { VaultRun } from '../vault-run/vault-run.js';

/** What GitLab's API needs. */
interface GitLabProject {
  readonly url: URL;
  readonly id: string;
  readonly token: string;
}

/**
 * Deletes the project's CI/CD variables of these names, as the vendor's CLI does for each variable that it injects (wire
 * contract section 3): `DELETE /projects/:id/variables/:key` (docs.gitlab.com/api/project_level_variables). Only GitLab's own
 * token is sent there, over verified TLS. What fails is a warning.
 * @throws {InputError} when a variable of GitLab's is missing
 */
export async function deleteGitLabVariables(
  names: readonly string[],
  environment: Environment,
  { settings: { connection }, effects, log }: VaultRun,
): Promise<void> {
  const { url, id, token } = readProject(environment);
  effects.onSecret(token);
  const { extraAuthorities } = connection.tls;
  const tls = { verify: true, ...(extraAuthorities === undefined ? {} : { extraAuthorities }) };
  const http = createHttpClient({ ...connection, url, tls }, effects);
  try {
    await Promise.all(
      names.map(async (name) => {
        const path = `/projects/${encodeURIComponent(id)}/variables/${encodeURIComponent(name)}`;
        const problem = await http
          .send({ method: 'DELETE', path, headers: { 'private-token': token }, repeat: 'safe' })
          .then(refusal, failureMessage);
        if (problem === undefined) log.info(`The GitLab variable ${name} is deleted.`);
        else log.warning(`The GitLab variable ${name} was not deleted: ${problem}`);
      }),
    );
  } finally {
    await http.close();
  }
}

/** A variable that is not there is as good as deleted. */
function refusal({ status }: HttpAnswer): string | undefined {
  if ((status >= 200 && status < 300) || status === 404) return undefined;
  return `GitLab answered ${status}. Check that GITLAB_ACCESS_TOKEN may change the variables of the project.`;
}

/** @throws {InputError} */
function readProject(environment: Environment): GitLabProject {
  const names = ['GITLAB_ACCESS_TOKEN', 'CI_API_V4_URL', 'CI_PROJECT_ID'] as const;
  const missing = names.filter((name) => (environment[name] ?? '') === '');
  if (missing.length > 0) {
    throw new InputError(missing.map((name) => `--delete-gitlab-variables needs the variable ${name}.`));
  }
  const [token = '', address = '', id = ''] = names.map((name) => environment[name]);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (
    url === undefined ||
    (url.protocol !== 'https:' && !isLoopback(url)) ||
    url.username !== '' ||
    url.search !== ''
  ) {
    throw new InputError('CI_API_V4_URL is not the address of an API, e.g. https://gitlab.example.com/api/v4.');
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return { url, id, token };
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]');
}
