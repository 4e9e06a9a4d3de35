import { readFile } from 'node:fs/promises';
import {
  type ConnectionSettings,
  InputError,
  type SettingSources,
  createHttpClient,
  failureMessage,
  jobEffects,
  parseBoolean,
  parseVaultUrl,
  readSettings,
} from '@senhasegura-action/core';
import { inputText } from './component-inputs.js';
import type { Job } from './job.js';
import { type DeletionReport, deleteVariables } from './project-variables.js';

/** GitLab answers soon or not at all, and a job's secrets do not wait for it: milliseconds and tries. */
const PATIENCE = { timeout: 15_000, retries: 2, maxWait: 20_000 };

/**
 * Deletes the project's CI/CD variables that the vault now gives, when the input `delete-project-variables` asks for it, as
 * the vendor's CLI does (wire contract, section 3). What fails is a warning.
 */
export async function deleteProjectVariables(
  names: readonly string[],
  sources: SettingSources,
  job: Job,
): Promise<void> {
  const wanted = parseBoolean(inputText(job.environment, 'delete-project-variables') ?? 'false');
  if ('problem' in wanted) throw new InputError(`input delete-project-variables: ${wanted.problem}`);
  if (!wanted.ok || names.length === 0) return;
  try {
    report(await askGitLab(names, sources, job), job);
  } catch (error) {
    job.log.warning(`The project's variables were not deleted: ${failureMessage(error)}`);
  }
}

async function askGitLab(names: readonly string[], sources: SettingSources, job: Job): Promise<DeletionReport> {
  const { GITLAB_ACCESS_TOKEN: token = '', CI_PROJECT_ID: project = '', CI_API_V4_URL: api = '' } = job.environment;
  const missing = Object.entries({ GITLAB_ACCESS_TOKEN: token, CI_PROJECT_ID: project, CI_API_V4_URL: api })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0) throw new InputError(`${missing.join(', ')} must be set for delete-project-variables.`);
  const client = createHttpClient(await connectionTo(api, sources, job), {
    ...jobEffects,
    log: job.log,
    onSecret: () => undefined,
  });
  try {
    return await deleteVariables(names, { token, project, send: (request) => client.send(request) });
  } finally {
    await client.close();
  }
}

/** Nothing of the vault's goes there: no credentials, no client certificate, no authority, no `insecure`. */
async function connectionTo(api: string, sources: SettingSources, { environment }: Job): Promise<ConnectionSettings> {
  const url = parseVaultUrl(api);
  if ('problem' in url) throw new InputError(`CI_API_V4_URL: ${url.problem}`);
  const { connection } = await readSettings(sources);
  const authority = environment.CI_SERVER_TLS_CA_FILE ?? '';
  const extraAuthorities = authority === '' ? undefined : await readFile(authority, 'utf8');
  const tls = { verify: true, ...(extraAuthorities === undefined ? {} : { extraAuthorities }) };
  return { url: url.ok, tls, proxy: connection.proxy, ...PATIENCE };
}

function report({ deleted, refused }: DeletionReport, { log }: Job): void {
  if (deleted.length > 0) log.info(`Deleted from the project's CI/CD variables: ${deleted.join(', ')}.`);
  for (const { name, status } of refused) {
    log.warning(`The project's variable ${name} was not deleted (GitLab answered ${status}). ${advice(status)}`);
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
