import { win32 } from 'node:path';
import type { Environment } from '@senhasegura-action/core/internal';
import type { Command } from '../platform.js';

/** Where the agent listens that is a service of Windows (learn.microsoft.com, "Key-based authentication in OpenSSH for Windows"). */
export const SERVICE_PIPE = String.raw`\\.\pipe\openssh-ssh-agent`;

/** Whether an agent is one of Windows' own OpenSSH: that of Git has a socket, which is a file. */
export const isPipe = (socket: string): boolean => /^[\\/]{2}\.[\\/]pipe[\\/]/i.test(socket);

/** Programs of Windows itself; some folders of PATH have others of the same names. */
const OF_SYSTEM: ReadonlySet<string> = new Set(['icacls', 'whoami']);

/**
 * The places of a program that this product runs on Windows, in the order in which to try them. Whole paths: a bare name Windows
 * looks for in the working folder first, where anybody's checkout lies. Two kinds of OpenSSH are there that know nothing of each
 * other, Git's and Windows' own, so the agent's address decides which is meant.
 */
export function windowsPrograms(command: Command, environment: Environment): readonly Command[] {
  const { file, environment: given = {} } = command;
  const system = win32.join(environment.SYSTEMROOT ?? environment.SystemRoot ?? 'C:\\Windows', 'System32');
  const of = (folder: string): Command => ({ ...command, file: win32.join(folder, `${file}.exe`) });
  if (OF_SYSTEM.has(file)) return [of(system)];
  if (isPipe(given.SSH_AUTH_SOCK ?? '')) return [of(win32.join(system, 'OpenSSH'))];
  // Git's sh and mkdir, for the script that answers with the passphrase.
  const search = environment.PATH ?? environment.Path ?? '';
  return gitFolders(environment, search).map((folder) => ({
    ...of(folder),
    environment: { ...given, PATH: [folder, ...(search === '' ? [] : [search])].join(';') },
  }));
}

/** Where Git for Windows has OpenSSH, most likely first: where PATH says that it is, and where its installers put it. */
function gitFolders(environment: Environment, search: string): readonly string[] {
  const { ProgramFiles, LOCALAPPDATA } = environment;
  const onPath = search
    .split(';')
    .map((folder) => /^(.*\\(?:portable)?git)\\(?:cmd|bin|usr\\bin|mingw\d+\\bin)\\?$/i.exec(folder)?.[1])
    .filter((root) => root !== undefined);
  const installed = [
    ...(ProgramFiles === undefined ? [] : [win32.join(ProgramFiles, 'Git')]),
    ...(LOCALAPPDATA === undefined ? [] : [win32.join(LOCALAPPDATA, 'Programs', 'Git')]),
  ];
  return [...new Set([...onPath, ...installed])].map((root) => win32.join(root, 'usr', 'bin'));
}
