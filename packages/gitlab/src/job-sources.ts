import {
  type Environment,
  InputError,
  type SettingName,
  type SettingSources,
  readTextFile,
} from '@senhasegura-action/core/internal';
import { inputText } from './component-inputs.js';
import type { SecretsInput } from './secrets-input.js';

/**
 * What GitLab has no use for: it can't mask at run time, so no value is too short for it, and it has no page for a summary.
 */
const FIXED: Partial<Record<SettingName, string>> = { 'mask-min-length': '1', summary: 'false' };

/** The inputs of the component as the core's settings. What is wrong with `secrets` is thrown when the first is asked for. */
export function jobSources(environment: Environment, secrets: SecretsInput): SettingSources {
  return {
    explicit(name) {
      if ('problem' in secrets) throw new InputError(secrets.problem);
      return name === 'secrets' ? secrets.ok : (FIXED[name] ?? inputText(environment, name));
    },
    spelling: (name) => `input ${name}`,
    environment,
    readTextFile,
  };
}
