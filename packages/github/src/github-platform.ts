import * as core from '@actions/core';
import { getExecOutput } from '@actions/exec';
import { type Environment, InputError } from '@senhasegura-action/core/internal';
import {
  type Platform,
  type RunCommand,
  crowdingOf,
  fromStateParts,
  neededVariables,
  spawnCommand,
  toStateParts,
} from '@senhasegura-action/job';
import { addMaskCommands, appendToCommandFile, harmless, keyValueEntries } from './runner-commands.js';

/** GitHub Actions, as the core sees it. `print` takes raw text for the runner. */
export function createGitHubPlatform(environment: Environment, print: (text: string) => void): Platform {
  const append = (variable: string, text: string): void => {
    appendToCommandFile(variable, environment[variable], text);
  };
  return {
    name: 'GitHub Actions',
    host: 'github',
    tempDir: required(environment, 'RUNNER_TEMP'),
    mask: (lines) => {
      print(addMaskCommands(lines));
    },
    crowding: (variables) => crowdingOf(variables, environment),
    exportVariables: (variables) => {
      append('GITHUB_ENV', keyValueEntries(variables));
    },
    setOutputs: (outputs) => {
      append('GITHUB_OUTPUT', keyValueEntries(outputs));
    },
    run: createRunCommand(environment),
    state: {
      save: (text) => {
        append('GITHUB_STATE', keyValueEntries(toStateParts(text)));
      },
      load: () => fromStateParts(core.getState),
    },
    log: {
      debug: (message) => {
        core.debug(harmless(message));
      },
      info: (message) => {
        core.info(harmless(message));
      },
      notice: (message) => {
        core.notice(harmless(message));
      },
      warning: (message) => {
        core.warning(harmless(message));
      },
    },
    summary: (markdown) => {
      // By itself: @actions/core writes it by way of threads, which costs a job 5 ms. Not every runner has a summary.
      if ((environment.GITHUB_STEP_SUMMARY ?? '') !== '') append('GITHUB_STEP_SUMMARY', markdown);
      return Promise.resolve();
    },
    fail: (message) => {
      core.setFailed(harmless(message));
    },
  };
}

function required(environment: Environment, variable: string): string {
  const value = environment[variable];
  if (value === undefined || value === '') {
    throw new InputError(`The variable ${variable} is missing: this action runs inside GitHub Actions.`);
  }
  return value;
}

/**
 * Runs programs by @actions/exec, which finds them on the PATH and starts no shell. Nothing is printed, and the inputs of
 * the action, credentials among them, do not reach an ssh-agent that lives on: a later step could read its environment.
 *
 * Programs with an input are started without it: it writes to the pipe and hears of no error there, so that a program that
 * ends before it has read everything, even an input of no bytes, now and then ends the whole action with EPIPE. So are those
 * that talk to an agent: it can't end one that waits for ever.
 */
export function createRunCommand(environment: Environment): RunCommand {
  const needed = neededVariables(environment);
  const bounded = spawnCommand(environment);
  return async (command) => {
    const { file, args, environment: given = {} } = command;
    if (command.input !== undefined || given.SSH_AUTH_SOCK !== undefined) return bounded(command);
    const { exitCode, stdout } = await getExecOutput(file, [...args], {
      silent: true,
      ignoreReturnCode: true,
      env: { ...needed, ...given },
    });
    return { exitCode, stdout };
  };
}
