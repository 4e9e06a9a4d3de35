import { type Environment, type SettingSources, failureMessage } from '@senhasegura-action/core/internal';
import type { HostOutput, Platform } from '@senhasegura-action/job';
import { failed, harmless, issue } from './agent-command.js';
import { createAzurePlatform } from './azure-platform.js';
import { taskInputs } from './task-inputs.js';
import { readUnfitChoice } from './variable-rules.js';

type UseCase = (platform: Platform, sources: SettingSources) => Promise<void>;

/**
 * Runs a use case of the core as a part of the task. What is wrong with the inputs, the use case hears from the sources; outside
 * of an agent the task fails with a sentence.
 */
export async function runTask(
  useCase: UseCase,
  environment: Environment,
  output: HostOutput,
  system: NodeJS.Platform,
): Promise<void> {
  try {
    const choice = readUnfitChoice(environment);
    const platform = createAzurePlatform(environment, 'ok' in choice ? choice.ok : 'error', output, system);
    await useCase(platform, taskInputs(environment, 'problem' in choice ? [choice.problem] : []));
  } catch (error) {
    output.print(issue('error', harmless(failureMessage(error))) + failed());
  }
  // The agent has only heard of what it could read: neither the variables nor that the task has failed.
  if (!(await output.taken())) process.exitCode = 1;
}
