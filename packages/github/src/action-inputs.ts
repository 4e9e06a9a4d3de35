import * as core from '@actions/core';
import { type Environment, type SettingSources, readTextFile } from '@senhasegura-action/core/internal';

/** The inputs of the action as the core's settings. */
export function actionInputs(environment: Environment): SettingSources {
  return {
    explicit: (name) => core.getInput(name),
    spelling: (name) => `input ${name}`,
    environment,
    readTextFile,
  };
}
