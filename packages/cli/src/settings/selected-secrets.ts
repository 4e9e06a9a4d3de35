import type { Invocation } from '../command-line/parse-command-line.js';
import type { GivenSettings } from './given-settings.js';

/**
 * The lines of `secrets`, wherever they were given, and those of each `--secret`; `undefined` where nothing was selected.
 */
export function selectedSecrets({ options }: Invocation, given: GivenSettings): string | undefined {
  const lines = [given.text('secrets') ?? [], options.get('secret') ?? []].flat();
  return lines.length === 0 ? undefined : lines.join('\n');
}
