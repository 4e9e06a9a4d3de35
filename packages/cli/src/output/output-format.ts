import type { Invocation } from '../command-line/parse-command-line.js';

export type OutputFormat = 'text' | 'json' | 'yaml';

/** What `--output` says; the command line was checked against the possible words. */
export function outputFormat({ options }: Invocation): OutputFormat {
  const word = options.get('output')?.at(-1);
  return word === 'json' || word === 'yaml' ? word : 'text';
}
