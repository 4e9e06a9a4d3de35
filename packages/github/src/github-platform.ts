import * as core from '@actions/core';
import { type Environment, InputError } from '@senhasegura-action/core/internal';
import {
  type HostOutput,
  type Platform,
  caselessNames,
  crowdingOf,
  fromStateParts,
  originOnGitHub,
  spawnCommand,
  toStateParts,
} from '@senhasegura-action/job';
import { addMaskCommands, appendToCommandFile, harmless, keyValueEntries } from './runner-commands.js';

/** GitHub Actions, as the core sees it. `output` leads to the runner, which masks nothing of what is lost on the way. */
export function createGitHubPlatform(
  environment: Environment,
  { print, check }: Pick<HostOutput, 'print' | 'check'>,
  system: NodeJS.Platform,
): Platform {
  const append = (variable: string, text: string): void => {
    appendToCommandFile(variable, environment[variable], text);
  };
  return {
    name: 'GitHub Actions',
    host: 'github',
    origin: originOnGitHub(environment),
    tempDir: required(environment, 'RUNNER_TEMP'),
    system,
    // The runner's own dictionaries: that of variables follows the system (VarUtil), that of outputs has none (StepsContext).
    caseless: { ...caselessNames(system), outputs: true },
    mask: (lines) => {
      print(addMaskCommands(lines));
    },
    crowding: (variables) => crowdingOf(variables, environment, system),
    exportVariables: (variables) => {
      if ([...variables.values()].some((value) => value !== '')) check();
      append('GITHUB_ENV', keyValueEntries(variables, system));
    },
    setOutputs: (outputs) => {
      check();
      append('GITHUB_OUTPUT', keyValueEntries(outputs, system));
    },
    run: spawnCommand(environment),
    state: {
      save: (text) => {
        append('GITHUB_STATE', keyValueEntries(toStateParts(text), system));
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
