import { parseArgs } from 'node:util';

/** The command line, checked. */
export type CommandLine =
  | {
      readonly kind: 'run';
      readonly port: number;
      readonly dataFile?: string;
      readonly http: boolean;
      readonly latency: number;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

export const usage = `Usage: node dist/emulator/index.js [--port N] [--data FILE] [--http] [--latency MS]

  --port N      listen on this port of 127.0.0.1 (default: a free one)
  --data FILE   what the vault holds, as YAML or JSON (default: a built-in sample)
  --http        plain HTTP instead of HTTPS
  --latency MS  wait so many milliseconds before every answer
  --help        print this text

Prints one line of JSON with the URL, the CA file and the credentials, and serves until SIGTERM or SIGINT.
`;

/** Reads the arguments; reports all wrong values together. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const parsed = parse(args);
  if (typeof parsed === 'string') return { kind: 'wrong', problems: [parsed] };
  const { port, latency, data, http, help } = parsed;
  if (help) return { kind: 'help' };
  const problems = [...numberProblem('port', port, 65_535), ...numberProblem('latency', latency, 600_000)];
  if (problems.length > 0) return { kind: 'wrong', problems };
  const file = data === undefined ? {} : { dataFile: data };
  return { kind: 'run', port: Number(port), latency: Number(latency), http, ...file };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        data: { type: 'string' },
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
