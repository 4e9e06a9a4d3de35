import type { Environment, Platform, SettingSources } from '@senhasegura-action/core';
import { createAzurePlatform } from './azure-platform.js';
import { taskInputs } from './task-inputs.js';
import { readUnfitChoice } from './variable-rules.js';

type UseCase = (platform: Platform, sources: SettingSources) => Promise<void>;

/** Runs a use case of the core as a part of the task. What is wrong with the inputs, the use case hears from the sources. */
export async function runTask(
  useCase: UseCase,
  environment: Environment,
  print: (text: string) => void,
): Promise<void> {
  const choice = readUnfitChoice(environment);
  const platform = createAzurePlatform(environment, 'ok' in choice ? choice.ok : 'error', print);
  await useCase(platform, taskInputs(environment, 'problem' in choice ? [choice.problem] : []));
}
