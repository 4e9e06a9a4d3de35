import { InputError } from '@senhasegura-action/core/internal';
import type { Invocation } from '../command-line/parse-command-line.js';
import type { GivenSettings } from './given-settings.js';

/**
 * The lines of `secrets`, wherever they were given, and those of each `--secret`; `undefined` where nothing was selected.
 * @throws {InputError} a blank `--secret`: it selects nothing, and must not come to mean everything
 */
export function selectedSecrets({ options }: Pick<Invocation, 'options'>, given: GivenSettings): string | undefined {
  const each = options.get('secret') ?? [];
  if (each.some((line) => line.trim() === '')) {
    throw new InputError(
      '--secret is blank, perhaps a variable that is not set. Give a reference, or leave the option out for every secret.',
    );
  }
  const lines = [given.text('secrets') ?? [], each].flat();
  return lines.length === 0 ? undefined : lines.join('\n');
}
