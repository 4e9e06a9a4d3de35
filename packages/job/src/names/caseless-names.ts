/** Of which kinds of names those that differ in case alone are one name. */
export interface CaselessNames {
  readonly variables: boolean;
  readonly outputs: boolean;
  readonly files: boolean;
}

/**
 * What an operating system has to say: variables of Windows are one whatever their case (learn.microsoft.com, "Environment Variables"),
 * and so are names of files on Windows and, as its disks are formatted by default, on macOS (APFS). What a CI system keeps in a
 * dictionary of its own follows the system's rule unless its adapter says otherwise.
 */
export function caselessNames(system: NodeJS.Platform): CaselessNames {
  const isWindows = system === 'win32';
  return { variables: isWindows, outputs: isWindows, files: isWindows || system === 'darwin' };
}
