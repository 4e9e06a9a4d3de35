import { parseArgs } from 'node:util';
import { type SampleName, sampleNames } from '../data/sample.js';

/** Where the vault's content comes from: a built-in sample or a file. */
export type DataSource =
  { readonly kind: 'sample'; readonly name: SampleName } | { readonly kind: 'file'; readonly path: string };

/** The command line, checked. */
export type CommandLine =
  | {
      readonly kind: 'run';
      readonly port: number;
      readonly data: DataSource;
      readonly http: boolean;
      readonly latency: number;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

export const usage = `Usage: node dist/emulator/index.js [--port N] [--data FILE | --sample NAME] [--http] [--latency MS]

  --port N      listen on this port of 127.0.0.1 (default: a free one)
  --data FILE   what the vault holds, as YAML or JSON
  --sample NAME what it holds without a file: plain (default), or odd, with what is hard to carry
  --http        plain HTTP instead of HTTPS
  --latency MS  wait so many milliseconds before every answer
  --help        print this text

Prints one line of JSON with the URL, the CA file and the credentials, and serves until SIGTERM or SIGINT.
`;

/** Reads the arguments; reports all wrong values together. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const parsed = parse(args);
  if (typeof parsed === 'string') return { kind: 'wrong', problems: [parsed] };
  const { port, latency, data, sample, http, help } = parsed;
  if (help) return { kind: 'help' };
  const name = sampleNames.find((known) => known === (sample ?? 'plain'));
  const problems = [
    ...numberProblem('port', port, 65_535),
    ...numberProblem('latency', latency, 600_000),
    ...(name === undefined ? [`--sample takes ${sampleNames.join(' or ')}, not ${JSON.stringify(sample)}.`] : []),
    ...(data !== undefined && sample !== undefined
      ? ['--data and --sample both say what the vault holds: give one.']
      : []),
  ];
  if (problems.length > 0 || name === undefined) return { kind: 'wrong', problems };
  const source: DataSource = data === undefined ? { kind: 'sample', name } : { kind: 'file', path: data };
  return { kind: 'run', port: Number(port), latency: Number(latency), http, data: source };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        data: { type: 'string' },
        sample: { type: 'string' },
        http: { type: 'boolean', default: false },
        latency: { type: 'string', default: '0' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : 'The arguments cannot be read.';
  }
}

function numberProblem(name: string, text: string, maximum: number): string[] {
  const valid = /^\d{1,6}$/.test(text) && Number(text) <= maximum;
  return valid ? [] : [`--${name} takes a whole number from 0 to ${maximum}, not ${JSON.stringify(text)}.`];
}
