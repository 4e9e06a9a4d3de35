import { isAbsolute, relative, resolve, sep } from 'node:path';
import { BRACES, type Delimiters, InputError, parseDelimiters, quoteText } from '@senhasegura-action/core/internal';
import { type CommandContext, isSwitchedOn } from '../settings/command-context.js';

/** A file that is to be written, or removed. */
export interface OutFile {
  /** Absolute. */
  readonly path: string;
  /** As the user wrote it. */
  readonly shown: string;
  /** The folder below which no link is on the way to it: the working folder, or for a file elsewhere that for temporary files. */
  readonly root: string;
}

export type InjectOptions =
  | { readonly kind: 'clean'; readonly file: OutFile }
  | {
      readonly kind: 'write';
      /** The path of the template as it was written; `undefined` for standard input. */
      readonly template: string | undefined;
      readonly delimiters: Delimiters;
      /** `undefined` for standard output. */
      readonly file: OutFile | undefined;
    };

/** @throws {InputError} every problem of the options */
export function readInjectOptions({
  invocation,
  terminal,
}: Pick<CommandContext, 'invocation' | 'terminal'>): InjectOptions {
  const option = (name: string): string | undefined => invocation.options.get(name)?.at(-1);
  const shown = option('out-file');
  const template = option('in-file') === '-' ? undefined : option('in-file');
  const toStdout = isSwitchedOn(invocation, 'stdout');
  const clean = isSwitchedOn(invocation, 'clean');
  const delimiters = parseDelimiters({ open: option('open') ?? BRACES.open, close: option('close') ?? BRACES.close });
  const problems = [
    ...(shown === undefined || !/^$|[/\\]$|(?:^|[/\\])\.{1,2}$/.test(shown)
      ? []
      : [`--out-file: ${quoteText(shown)} names a folder: add the name of a file.`]),
    ...(template === '' ? ['--in-file: the name of the template is missing.'] : []),
    ...('problem' in delimiters ? [`--open and --close: ${delimiters.problem}.`] : []),
    ...(toStdout && shown !== undefined ? ['--stdout and --out-file do not go together: give one of them.'] : []),
    ...(clean && shown === undefined ? ['--clean needs --out-file: the file that is to be removed.'] : []),
    ...(clean ? [] : terminalProblems({ template, shown, toStdout }, terminal)),
  ];
  if (problems.length > 0 || 'problem' in delimiters) throw new InputError(problems);
  const file = shown === undefined ? undefined : outFile(shown, terminal);
  return clean && file !== undefined
    ? { kind: 'clean', file }
    : { kind: 'write', template, delimiters: delimiters.ok, file };
}

/** A template that nobody types, and secrets on a screen. */
function terminalProblems(
  {
    template,
    shown,
    toStdout,
  }: { readonly template: string | undefined; readonly shown: string | undefined; readonly toStdout: boolean },
  { stdin, stdout }: CommandContext['terminal'],
): readonly string[] {
  const isTyped = template === undefined && stdin.isTTY === true;
  const isShown = shown === undefined && !toStdout && stdout.isTTY === true;
  return [
    ...(isTyped ? ['No template is given: name it with --in-file, or hand it over on standard input.'] : []),
    ...(isShown ? ['Standard output is a terminal: give --out-file, or --stdout where the secrets may be seen.'] : []),
  ];
}

function outFile(shown: string, { cwd, tempDir }: CommandContext['terminal']): OutFile {
  const path = resolve(cwd, shown);
  const way = relative(cwd, path);
  const isBelow = way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  return { path, shown, root: isBelow ? cwd : tempDir };
}
