import type { HttpAnswer, HttpRequest } from '@senhasegura-action/core';

export interface GitLabProject {
  readonly token: string;
  /** `CI_PROJECT_ID`. */
  readonly project: string;
  /** Sends a request to the API, whose paths begin below `CI_API_V4_URL`. */
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
}

export interface DeletionReport {
  readonly deleted: readonly string[];
  /** What GitLab did not delete, and its status. Variables that the project does not have are in neither list. */
  readonly refused: readonly { readonly name: string; readonly status: number }[];
}

/**
 * Deletes CI/CD variables of a project, one after the other: `DELETE /projects/:id/variables/:key`
 * (docs.gitlab.com/api/project_level_variables). The first request without an answer ends it.
 * @throws {TransportError}
 */
export async function deleteVariables(names: readonly string[], project: GitLabProject): Promise<DeletionReport> {
  const deleted: string[] = [];
  const refused: { name: string; status: number }[] = [];
  for (const name of names) {
    const { status } = await project.send({
      method: 'DELETE',
      path: `/projects/${encodeURIComponent(project.project)}/variables/${encodeURIComponent(name)}`,
      headers: { 'private-token': project.token },
      repeat: 'safe',
    });
    if (status >= 200 && status < 300) deleted.push(name);
    else if (status !== 404) refused.push({ name, status });
  }
  return { deleted, refused };
}
