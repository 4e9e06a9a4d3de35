import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKeyValuePairs } from './key-value-file.js';

/** `CreateStepSummaryCommand.AttachmentSizeLimit`, in bytes. */
const SUMMARY_LIMIT = 1024 * 1024;

/** The files of `IFileCommandExtension`: context name (`GITHUB_` + upper case) and prefix of the file's name. */
const PREFIXES = {
  env: 'set_env_',
  output: 'set_output_',
  path: 'add_path_',
  state: 'save_state_',
  step_summary: 'step_summary_',
};

/** @typedef {keyof typeof PREFIXES} FileCommand */

/** The names of files in which the runner itself keeps secrets until the job ends: they are not the action's leaks. */
export const FILES_THAT_HOLD_VALUES = [PREFIXES.env, PREFIXES.output];

/**
 * `FileCommandManager.InitializeFiles`: new, empty files for one step. They lie there until the job's temp folder is
 * emptied, because every step gets a manager of its own.
 * @param {string} tempDir
 * @returns {Readonly<Record<FileCommand, string>>} paths
 */
export function createCommandFiles(tempDir) {
  const folder = join(tempDir, '_runner_file_commands');
  mkdirSync(folder, { recursive: true });
  const suffix = randomUUID();
  /** @param {FileCommand} command */
  const create = (command) => {
    const path = join(folder, PREFIXES[command] + suffix);
    writeFileSync(path, '', { flag: 'wx' });
    return path;
  };
  return {
    env: create('env'),
    output: create('output'),
    path: create('path'),
    state: create('state'),
    step_summary: create('step_summary'),
  };
}

/**
 * What the files of one step ask for.
 * @typedef {object} FileCommandTargets
 * @property {import('./step-log.js').StepLog} log
 * @property {(name: string, value: string) => void} setVariable
 * @property {(folder: string) => void} prependPath
 * @property {(name: string, value: string) => void} setState
 * @property {(name: string, value: string) => void} setOutput
 * @property {(text: string) => void} setSummary
 * @property {() => void} markFailed
 */

/**
 * `FileCommandManager.ProcessFiles`, which runs after a step however it ended: each file on its own, a wrong one fails
 * the step and not the others.
 * @param {Readonly<Record<FileCommand, string>>} files
 * @param {FileCommandTargets} targets
 */
export function processCommandFiles(files, targets) {
  const { log } = targets;
  /** @type {Readonly<Record<FileCommand, () => void>>} */
  const processors = {
    path: () => {
      readText(files.path)
        .split(/\r\n|\r|\n/u)
        .filter((line) => line !== '')
        .forEach(targets.prependPath);
    },
    env: () => {
      for (const [name, value] of readKeyValuePairs(readText(files.env))) {
        if (name.toUpperCase() === 'NODE_OPTIONS') {
          log.issue('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
        } else {
          targets.setVariable(name, value);
          log.debug(`${name}='${value}'`);
        }
      }
    },
    step_summary: () => {
      const { size } = statSync(files.step_summary);
      if (size > SUMMARY_LIMIT) {
        log.issue(
          'error',
          `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.floor(size / 1024)}k.`,
        );
      } else if (size > 0) {
        targets.setSummary(readText(files.step_summary));
      }
    },
    state: () => {
      for (const [name, value] of readKeyValuePairs(readText(files.state))) {
        targets.setState(name, value);
        log.debug(`Save intra-action state ${name} = ${value}`);
      }
    },
    output: () => {
      for (const [name, value] of readKeyValuePairs(readText(files.output))) {
        if (name === '') {
          throw new Error("Value cannot be null or empty. (Parameter 'name')");
        }
        targets.setOutput(name, value);
        log.debug(`Set output ${name} = ${value}`);
      }
    },
  };
  for (const [command, process] of Object.entries(processors)) {
    try {
      process();
    } catch (error) {
      log.issue('error', `Unable to process file command '${command}' successfully.`);
      log.issue('error', error instanceof Error ? error.message : String(error));
      targets.markFailed();
    }
  }
}

/**
 * `File.ReadAllText`: UTF-8, a byte order mark left out; a file that an action deleted counts as empty.
 * @param {string} path
 */
function readText(path) {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/u, '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
