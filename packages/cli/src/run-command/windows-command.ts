import { win32 } from 'node:path';
import { type Environment, quoteText } from '@senhasegura-action/core/internal';
import { cmdLine } from './cmd-line.js';

/** How a command is started, or why it can't be. */
export type Startable =
  | {
      readonly kind: 'start';
      /** Absolute. */
      readonly command: string;
      readonly args: readonly string[];
      /** The arguments are a command line as they are. */
      readonly verbatim: boolean;
    }
  /** `problem` is a sentence that names the command. */
  | { readonly kind: 'not-found' | 'refused'; readonly problem: string };

/** All that the search wants to know. */
export interface Surroundings {
  /** The command's own. */
  readonly environment: Environment;
  readonly cwd: string;
  readonly isFile: (path: string) => Promise<boolean>;
}

const BATCH = /\.(?:cmd|bat)$/i;
/** What Windows starts without a program that was registered for it. */
const KINDS = ['.COM', '.EXE', '.BAT', '.CMD'];

/**
 * Finds a command as cmd.exe does, by PATH and PATHEXT, but for the working folder: in a checkout lies what anybody wrote, and a
 * command with a path says so (`.\build.cmd`). Windows itself starts no batch file (CVE-2024-27980, Node.js): cmd.exe does.
 */
export async function windowsCommand(
  command: string,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<Startable> {
  const file = await locate(command, surroundings);
  const name = quoteText(command);
  if (file === undefined) {
    const where = hasFolder(command) ? 'there is no such file' : 'no folder of PATH has it';
    return {
      kind: 'not-found',
      problem: `${name} could not be found: ${where}, with none of ${KINDS.join(', ')}. A command of a shell needs its shell: cmd /c ..., pwsh -Command ....`,
    };
  }
  if (!BATCH.test(file)) return { kind: 'start', command: file, args, verbatim: false };
  const line = cmdLine(file, args);
  if ('problem' in line) {
    return {
      kind: 'refused',
      problem: `${name} (${quoteText(file)}) ${line.problem}. Use a variable or a file for it.`,
    };
  }
  return { kind: 'start', command: cmdOf(surroundings.environment), args: line.args, verbatim: true };
}

const hasFolder = (command: string): boolean => /[\\/:]/.test(command);

async function locate(command: string, { environment, cwd, isFile }: Surroundings): Promise<string | undefined> {
  const folders = hasFolder(command)
    ? ['']
    : (valueOf(environment, 'PATH') ?? '')
        .split(';')
        .map((folder) => folder.replaceAll('"', ''))
        .filter((folder) => folder !== '');
  const names = endings(command, valueOf(environment, 'PATHEXT')).map((ending) => command + ending);
  for (const folder of folders) {
    for (const name of names) {
      const path = win32.resolve(cwd, folder, name);
      if (await isFile(path)) return path;
    }
  }
  return undefined;
}

/** A file without one is a script for another system, as the `npm` beside npm.cmd. */
function endings(command: string, pathExt: string | undefined): readonly string[] {
  const listed = (pathExt ?? '')
    .toUpperCase()
    .split(';')
    .filter((ending) => KINDS.includes(ending));
  const own = KINDS.includes(win32.extname(command).toUpperCase()) ? [''] : [];
  return [...own, ...(listed.length === 0 ? KINDS : listed)];
}

/** Not the variable ComSpec, which any step can set. */
function cmdOf(environment: Environment): string {
  return win32.join(valueOf(environment, 'SYSTEMROOT') ?? 'C:\\Windows', 'System32', 'cmd.exe');
}

/** The names of variables have no case on Windows. */
function valueOf(environment: Environment, upperName: string): string | undefined {
  return Object.entries(environment).find(([name]) => name.toUpperCase() === upperName)?.[1];
}
