import { InputError, parseBoolean, readTextFile } from '@senhasegura-action/core/internal';
import { deleteProjectVariables as deleteInCore } from '@senhasegura-action/job';
import { inputText } from './component-inputs.js';
import type { Job } from './job.js';

/**
 * Deletes the project's CI/CD variables that the vault now gives, when the input `delete-project-variables` asks for it. What
 * fails is a warning.
 * @throws {InputError} when the input is neither true nor false
 */
export async function deleteProjectVariables(names: readonly string[], { environment, log }: Job): Promise<void> {
  const wanted = parseBoolean(inputText(environment, 'delete-project-variables') ?? 'false');
  if ('problem' in wanted) throw new InputError(`input delete-project-variables: ${wanted.problem}`);
  if (!wanted.ok) return;
  await deleteInCore(names, {
    wantedBy: 'delete-project-variables',
    environment,
    readTextFile,
    log,
    // GitLab masks nothing that it did not know before the job.
    onSecret: () => undefined,
  });
}
