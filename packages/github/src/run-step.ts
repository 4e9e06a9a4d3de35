import * as core from '@actions/core';
import {
  type Environment,
  type SettingSources,
  failureMessage,
  fileMode,
  readTextFile,
} from '@senhasegura-action/core/internal';
import { type HostOutput, type Platform, checkoutOf, whyEmpty } from '@senhasegura-action/job';
import { createGitHubPlatform } from './github-platform.js';
import { harmless } from './runner-commands.js';

/** Runs one step of the action. Outside of a runner it fails with a sentence, as everything does that the core throws. */
export async function runStep(
  step: (platform: Platform, sources: SettingSources) => Promise<void>,
  environment: Environment,
  output: HostOutput,
  system: NodeJS.Platform,
): Promise<void> {
  try {
    await step(createGitHubPlatform(environment, output, system), actionInputs(environment));
  } catch (error) {
    core.setFailed(harmless(failureMessage(error)));
  }
}

/** The inputs of the action as the core's settings. */
function actionInputs(environment: Environment): SettingSources {
  return {
    explicit: (name) => core.getInput(name),
    spelling: (name) => `input ${name}`,
    environment,
    readTextFile,
    fileMode,
    checkout: checkoutOf(environment),
    whyEmpty: (name) => whyEmpty(name, environment),
  };
}
