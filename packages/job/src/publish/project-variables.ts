import {
  type ConnectionSettings,
  createHttpClient,
  type Environment,
  failureMessage,
  type HttpClient,
  type HttpEffects,
  InputError,
  jobEffects,
  type Log,
  parseVaultUrl,
  readProxy,
  type ReadTextFile,
} from '@senhasegura-action/core/internal';

/** GitLab answers soon or not at all, and a job's secrets do not wait for it: milliseconds and tries. */
const PATIENCE = { timeout: 15_000, retries: 2, maxWait: 20_000 };

export interface ProjectParts {
  /** How the user asked for it, for messages. */
  readonly wantedBy: string;
  readonly environment: Environment;
  readonly readTextFile: ReadTextFile;
  readonly log: Log;
  /** Takes a text that must be masked from now on. */
  readonly onSecret: HttpEffects['onSecret'];
}

/**
 * Deletes CI/CD variables of the job's GitLab project, which the vendor's CLI has code for and never does (wire
 * contract section 3): `DELETE /projects/:id/variables/:key` (docs.gitlab.com/api/project_level_variables). They go one after
 * the other, and the first request without an answer ends it. What fails is a warning.
 */
export async function deleteProjectVariables(names: readonly string[], parts: ProjectParts): Promise<void> {
  if (names.length === 0) return;
  try {
    const { token, project, connection } = await readProject(parts);
    parts.onSecret(token);
    const { log, onSecret } = parts;
    const client = createHttpClient(connection, { ...jobEffects, log, onSecret });
    try {
      await deleteAll(names, { token, project, client, log });
    } finally {
      await client.close();
    }
  } catch (error) {
    parts.log.warning(`The project's variables were not deleted: ${failureMessage(error)}`);
  }
}

interface Project {
  readonly token: string;
  readonly project: string;
}

/** Nothing of the vault's goes to GitLab: no credentials, no client certificate, no authority, no `insecure`. */
async function readProject({
  wantedBy,
  environment,
  readTextFile,
}: ProjectParts): Promise<Project & { readonly connection: ConnectionSettings }> {
  const { GITLAB_ACCESS_TOKEN: token = '', CI_PROJECT_ID: project = '', CI_API_V4_URL: api = '' } = environment;
  const missing = Object.entries({ GITLAB_ACCESS_TOKEN: token, CI_PROJECT_ID: project, CI_API_V4_URL: api })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0) throw new InputError(`${missing.join(', ')} must be set for ${wantedBy}.`);
  const url = parseVaultUrl(api);
  if ('problem' in url) throw new InputError(`CI_API_V4_URL: ${url.problem}`);
  const authority = environment.CI_SERVER_TLS_CA_FILE ?? '';
  const tls = { verify: true, ...(authority === '' ? {} : { extraAuthorities: await readTextFile(authority) }) };
  return { token, project, connection: { url: url.ok, tls, proxy: readProxy(environment), ...PATIENCE } };
}

async function deleteAll(
  names: readonly string[],
  { token, project, client, log }: Project & { readonly client: HttpClient; readonly log: Log },
): Promise<void> {
  const deleted: string[] = [];
  try {
    for (const name of names) {
      const { status } = await client.send({
        method: 'DELETE',
        path: `/projects/${encodeURIComponent(project)}/variables/${encodeURIComponent(name)}`,
        headers: { 'private-token': token },
        repeat: 'safe',
      });
      if (status >= 200 && status < 300) deleted.push(name);
      // A variable that is not there is as good as deleted.
      else if (status !== 404) {
        log.warning(`The project's variable ${name} was not deleted (GitLab answered ${status}). ${advice(status)}`);
      }
    }
  } finally {
    if (deleted.length > 0) log.info(`Deleted from the project's CI/CD variables: ${deleted.join(', ')}.`);
  }
}

function advice(status: number): string {
  if (status === 401 || status === 403) {
    return 'GITLAB_ACCESS_TOKEN needs the scope api and the role Maintainer in this project.';
  }
  return status === 409
    ? "Several environments have one of that name: delete them in the project's settings."
    : "Delete it in the project's settings.";
}
