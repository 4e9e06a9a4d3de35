import type { Invocation } from '../command-line/parse-command-line.js';

type OutputFormat = 'text' | 'json' | 'yaml';

/** What `--output` says; the command line was checked against the possible words. */
export function outputFormat({ options }: Invocation): OutputFormat {
  const word = options.get('output')?.at(-1);
  return word === 'json' || word === 'yaml' ? word : 'text';
}

/** A document as JSON or YAML, with a line end. */
export async function documentText(format: 'json' | 'yaml', document: unknown): Promise<string> {
  if (format === 'json') return `${JSON.stringify(document, undefined, 2)}\n`;
  const { stringify } = await import('yaml');
  return stringify(document, { lineWidth: 0 });
}
