import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { type SampleName, sampleNames } from '../data/sample.js';

/** Where the vault's content comes from: a built-in sample or a file, which can be watched. */
export type DataSource =
  | { readonly kind: 'sample'; readonly name: SampleName }
  | { readonly kind: 'file'; readonly path: string; readonly watch: boolean };

/** How to serve. */
export interface Serving {
  readonly kind: 'run';
  readonly port: number;
  readonly data: DataSource;
  readonly http: boolean;
  readonly latency: number;
  /** Seconds that the vault's clock is ahead of this machine's; behind where it is negative. */
  readonly clockShift?: number;
  readonly host?: string;
  readonly prefix?: string;
  readonly caDir?: string;
  /** A file for the requests, or `-` for standard error. */
  readonly log?: string;
}

/** The command line, checked. */
export type CommandLine =
  | Serving
  | { readonly kind: 'help' }
  | { readonly kind: 'print-sample'; readonly name: SampleName }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

export const usage = `Usage: node dist/emulator/index.js [option]...

  --port N       listen on this port (default: a free one)
  --host NAME    listen on this address (default: 127.0.0.1); the certificate names it
  --prefix PATH  a path that the vault lies below, like /senhasegura
  --data FILE    what the vault holds, as YAML or JSON
  --watch        read the file of --data again when it changes
  --sample NAME  what it holds without a file: plain (default), or odd, with what is hard to carry
  --print-sample print that as YAML, to begin a file of your own with, and end
  --http         plain HTTP instead of HTTPS
  --ca-dir DIR   keep the certificate authority in this folder, for the next start (default: a new one each time)
  --latency MS   wait so many milliseconds before every answer
  --clock-shift S  set the vault's clock so many seconds ahead, or back with --clock-shift=-S
  --log FILE     write a line of JSON for each request, without its values; - for standard error
  --help         print this text

Prints one line of JSON with the URL, the CA file and the credentials, and serves until SIGTERM, SIGINT or SIGHUP.
`;

/** Reads the arguments; reports all wrong values together. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const parsed = parse(args);
  if (typeof parsed === 'string') return { kind: 'wrong', problems: [parsed] };
  const { port, latency, 'clock-shift': shift, host, prefix, data, watch, sample, http, log } = parsed;
  if (parsed.help) return { kind: 'help' };
  const name = sampleNames.find((known) => known === (sample ?? 'plain'));
  const problems = [
    ...numberProblem('port', port, 65_535),
    ...numberProblem('latency', latency, 600_000),
    ...problem(
      !/^-?\d{1,9}$/.test(shift),
      `--clock-shift takes a whole number of seconds, not ${JSON.stringify(shift)}.`,
    ),
    ...problem(name === undefined, `--sample takes ${sampleNames.join(' or ')}, not ${JSON.stringify(sample)}.`),
    ...problem(
      data !== undefined && sample !== undefined,
      '--data and --sample both say what the vault holds: give one.',
    ),
    ...problem(data === undefined && watch, '--watch needs the file of --data.'),
    ...problem(
      host !== undefined && !isHost(host),
      `--host takes an address or a host name, not ${JSON.stringify(host)}.`,
    ),
    ...problem(
      prefix !== undefined && !/^(\/[\w.~-]+)+$/.test(prefix),
      `--prefix takes a path like /senhasegura, not ${JSON.stringify(prefix)}.`,
    ),
  ];
  if (problems.length > 0 || name === undefined) return { kind: 'wrong', problems };
  if (parsed['print-sample']) return { kind: 'print-sample', name };
  return {
    ...{ kind: 'run', port: Number(port), latency: Number(latency), http },
    data: data === undefined ? { kind: 'sample', name } : { kind: 'file', path: data, watch },
    ...(Number(shift) !== 0 && { clockShift: Number(shift) }),
    ...(host !== undefined && { host }),
    ...(prefix !== undefined && { prefix }),
    ...(parsed['ca-dir'] !== undefined && { caDir: parsed['ca-dir'] }),
    ...(log !== undefined && { log }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        host: { type: 'string' },
        prefix: { type: 'string' },
        data: { type: 'string' },
        watch: { type: 'boolean', default: false },
        sample: { type: 'string' },
        'print-sample': { type: 'boolean', default: false },
        http: { type: 'boolean', default: false },
        'ca-dir': { type: 'string' },
        latency: { type: 'string', default: '0' },
        'clock-shift': { type: 'string', default: '0' },
        log: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : 'The arguments cannot be read.';
  }
}

function problem(wrong: boolean, sentence: string): string[] {
  return wrong ? [sentence] : [];
}

function numberProblem(name: string, text: string, maximum: number): string[] {
  const valid = /^\d{1,6}$/.test(text) && Number(text) <= maximum;
  return problem(!valid, `--${name} takes a whole number from 0 to ${maximum}, not ${JSON.stringify(text)}.`);
}

function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);
}
