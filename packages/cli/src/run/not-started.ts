import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { quoteText } from '@senhasegura-action/core/internal';
import type { NotStarted } from '../run-command/start-command.js';

/** The interpreter's line is cut by Linux at 256 bytes (execve(2)). */
const FIRST_LINE = 256;

/**
 * Says why a command could not be started, and what to do. The system's code is all that Node.js tells without quoting arguments and
 * variables; the rest is looked up here.
 * @param command as it was given
 * @param searchPath the PATH of the command's own environment
 */
export async function whyNotStarted(
  command: string,
  { code }: NotStarted,
  searchPath: string | undefined,
  cwd: string,
): Promise<string> {
  const name = quoteText(command);
  switch (code) {
    case 'ENOENT':
      return notFound(command, searchPath, cwd);
    case 'EACCES':
      return `${name} could not be started (EACCES): it is a folder, or not executable. Make it executable with chmod +x.`;
    case 'E2BIG':
      return `${name} could not be started (E2BIG): its arguments and variables together are larger than this system takes. Bring large values with the sink path: or file:.`;
    case 'ENAMETOOLONG':
      return `${name} could not be started (ENAMETOOLONG): its arguments are longer than this system takes, on Windows 32,767 characters. Hand large values over by a variable or a file.`;
    case 'ERR_INVALID_ARG_VALUE':
      return `${name} could not be started: an argument or a variable holds a zero byte, which no process can have. Use the sink path: or file:.`;
    default:
      return `${name} could not be started (${code}).`;
  }
}

async function notFound(command: string, searchPath: string | undefined, cwd: string): Promise<string> {
  const name = quoteText(command);
  const path = await locate(command, searchPath, cwd);
  if (path === undefined) {
    const where = hasFolder(command) ? 'there is no such file' : 'no folder of PATH has it';
    return `${name} could not be found: ${where}. Aliases and functions of a shell are no commands: sh -c '...' runs shell text.`;
  }
  const interpreter = await interpreterOf(path);
  if (interpreter === undefined) {
    return `${name} is there (${quoteText(path)}), but what loads it is not: it was built for another system or C library.`;
  }
  const lineEnd = interpreter.endsWith('\r') ? ' Its lines end with CR LF: save it with LF alone.' : '';
  return `${name} is there (${quoteText(path)}), but its first line names the interpreter ${quoteText(interpreter)}, which is not.${lineEnd}`;
}

const hasFolder = (command: string): boolean => command.includes('/') || isAbsolute(command);

/** The file that the system would have started. */
async function locate(command: string, searchPath = '', cwd: string): Promise<string | undefined> {
  const folders = hasFolder(command) ? [''] : searchPath.split(delimiter);
  for (const folder of folders) {
    const path = resolve(cwd, hasFolder(command) ? command : join(folder, command));
    const isThere = await access(path, constants.X_OK).then(
      async () => (await stat(path)).isFile(),
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}

/** What the line `#!` of a script names; `undefined` where there is none. */
async function interpreterOf(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_LINE), 0, FIRST_LINE, 0);
    const [line = ''] = buffer.toString('latin1', 0, bytesRead).split('\n');
    return /^#![ \t]*([^ \t]+)/.exec(line)?.[1];
  } finally {
    await file.close();
  }
}
