import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../harness/repository.js';

/**
 * Lays the task out as the extension does: task.json beside the bundles.
 * @param {string} folder
 */
export function layOutTask(folder) {
  cpSync(join(REPOSITORY, 'packages/azure/task.json'), join(folder, 'task.json'));
  for (const part of ['main', 'post']) {
    cpSync(join(REPOSITORY, 'dist/azure', part), join(folder, part), { recursive: true });
  }
}
