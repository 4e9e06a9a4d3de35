import type { Environment } from '@senhasegura-action/core/internal';
import type { JobFolder } from './job-folder.js';
import type { JobLog } from './job-log.js';

/** One job of a pipeline. */
export interface Job {
  readonly environment: Environment;
  readonly folder: JobFolder;
  readonly log: JobLog;
}
