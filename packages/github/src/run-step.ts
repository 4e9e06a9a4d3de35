import * as core from '@actions/core';
import { type Environment, type SettingSources, failureMessage } from '@senhasegura-action/core/internal';
import type { Platform } from '@senhasegura-action/job';
import { actionInputs } from './action-inputs.js';
import { createGitHubPlatform } from './github-platform.js';
import { harmless } from './workflow-command.js';

/** Runs one step of the action. Outside of a runner it fails with a sentence, as everything does that the core throws. */
export async function runStep(
  step: (platform: Platform, sources: SettingSources) => Promise<void>,
  environment: Environment,
  print: (text: string) => void,
): Promise<void> {
  try {
    await step(createGitHubPlatform(environment, print), actionInputs(environment));
  } catch (error) {
    core.setFailed(harmless(failureMessage(error)));
  }
}
