import { type Environment, InputError } from '@senhasegura-action/core/internal';
import {
  type Platform,
  caselessNames,
  crowdingOf,
  isKeptByPosixShells,
  originOnGitLab,
  quotePosix,
  spawnCommand,
  untraced,
} from '@senhasegura-action/job';
import { type JobFolder, ledgerFile } from './job-folder.js';
import type { JobLog } from './job-log.js';
import type { MaskLines } from './mask-lines.js';

/** One job of a pipeline. */
export interface Job {
  readonly environment: Environment;
  readonly folder: JobFolder;
  readonly log: JobLog;
  readonly system: NodeJS.Platform;
}

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

/**
 * GitLab CI/CD, as the core sees it: variables become code that the job's shell evaluates. Nothing is masked but by `masks`,
 * which few runners have.
 */
export function createGitLabRun({ environment, folder, log, system }: Job, masks?: MaskLines): GitLabRun {
  const outcome = { exported: new Map<string, string>(), code: '', failed: false };
  const platform: Platform = {
    name: 'GitLab CI/CD',
    host: 'gitlab',
    origin: originOnGitLab(environment),
    refusesSink: ({ kind }) => (kind === 'output' ? NO_OUTPUTS : undefined),
    tempDir: folder.path,
    system,
    caseless: caselessNames(system),
    variablesStay: false,
    mask: (lines) => masks?.mask(lines),
    crowding: (variables) => crowdingOf(variables, environment, system),
    exportVariables: (variables) => {
      outcome.code += exportCode(variables);
      for (const [name, value] of variables) outcome.exported.set(name, value);
    },
    setOutputs: (outputs) => {
      if (outputs.size > 0) throw new InputError([...outputs.keys()].map((name) => `output ${name}: ${NO_OUTPUTS}`));
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

const NO_OUTPUTS =
  'GitLab has no outputs, and what a dotenv report carries to other jobs can be downloaded and is not masked. Use "> NAME" or "> path:NAME", and fetch the secret again in the job that needs it.';

/**
 * Shell code that exports the variables, for the job's shell to evaluate: bash, dash, busybox and every other POSIX shell.
 * @throws {InputError} all names that such a shell refuses or fills itself
 */
function exportCode(variables: ReadonlyMap<string, string>): string {
  const kept = [...variables.keys()].filter(isKeptByPosixShells);
  if (kept.length > 0) {
    throw new InputError(
      kept.map((name) => `The shell keeps the name ${name} for itself. Give the variable another one with "> NAME".`),
    );
  }
  return untraced([...variables].map(([name, value]) => `export ${name}=${quotePosix(value)}`));
}
