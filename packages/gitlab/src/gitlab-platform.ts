import { type Environment, InputError } from '@senhasegura-action/core/internal';
import { type Platform, crowdingOf, spawnCommand } from '@senhasegura-action/job';
import type { JobFolder } from './job-folder.js';
import type { JobLog } from './job-log.js';
import { ledgerFile } from './ledger-file.js';
import { exportCode } from './shell-code.js';

/** What a run on GitLab came to. */
export interface GitLabRun {
  readonly platform: Platform;
  readonly outcome: {
    /** Variables that the job's shell is to export. */
    readonly exported: ReadonlyMap<string, string>;
    /** Code for the job's shell. */
    readonly code: string;
    readonly failed: boolean;
  };
}

/** GitLab CI/CD, as the core sees it: variables become code that the job's shell evaluates. */
export function createGitLabRun(environment: Environment, folder: JobFolder, log: JobLog): GitLabRun {
  const outcome = { exported: new Map<string, string>(), code: '', failed: false };
  const platform: Platform = {
    name: 'GitLab CI/CD',
    tempDir: folder.path,
    variablesStay: false,
    mask: () => undefined,
    crowding: (variables) => crowdingOf(variables, environment),
    exportVariables: (variables) => {
      outcome.code += exportCode(variables);
      for (const [name, value] of variables) outcome.exported.set(name, value);
    },
    setOutputs: (outputs) => {
      if (outputs.size > 0) throw new InputError([...outputs.keys()].map((name) => noOutput(`output ${name}`)));
    },
    run: spawnCommand(environment),
    state: ledgerFile(folder),
    log,
    summary: () => Promise.resolve(),
    fail: (message) => {
      outcome.failed = true;
      log.error(message);
    },
  };
  return { platform, outcome };
}

export const noOutput = (what: string): string =>
  `${what}: GitLab has no outputs, and what a dotenv report carries to other jobs can be downloaded and is not masked. Use "> NAME" or "> path:NAME", and fetch the secret again in the job that needs it.`;
