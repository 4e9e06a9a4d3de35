import type { Log } from '@senhasegura-action/core/internal';
import { quoteText } from '@senhasegura-action/core/internal';
import type { RunCommand } from '../platform.js';

/** Windows' own account and the administrators, who can take every right anyway (learn.microsoft.com, "Well-known SIDs"). */
const LOCAL_SYSTEM = 'S-1-5-18';
const ADMINISTRATORS = 'S-1-5-32-544';

/**
 * What 0700 is elsewhere: the folder, and whatever comes into it, is for this user, the system and the administrators, and what the
 * folders above hand down counts no longer. Such files OpenSSH for Windows takes as private keys (Win32-OpenSSH,
 * w32-sshfileperm.c). Where the rights can't be set, a warning says so: they are then those of the folder around it.
 * @param folder new and empty, absolute
 */
export async function keepToThisUser(folder: string, run: RunCommand, log: Pick<Log, 'warning'>): Promise<void> {
  const why = await setRights(folder, run);
  if (why === undefined) return;
  log.warning(
    `The rights of ${quoteText(folder)} could not be set (${why}): who may read what comes into it, the folder around it says. Look at that one's rights with icacls.`,
  );
}

/** @returns why they could not be set */
async function setRights(folder: string, run: RunCommand): Promise<string | undefined> {
  try {
    const { stdout } = await run({ file: 'whoami', args: ['/user', '/fo', 'csv', '/nh'] });
    const [sid] = /S-1-\d+(?:-\d+)+/.exec(stdout) ?? [];
    if (sid === undefined) return 'whoami names no user';
    const grants = [sid, LOCAL_SYSTEM, ADMINISTRATORS].map((each) => `*${each}:(OI)(CI)F`);
    const { exitCode } = await run({
      file: 'icacls',
      args: [folder, '/inheritance:r', '/grant:r', ...new Set(grants), '/q'],
    });
    return exitCode === 0 ? undefined : `icacls ended with ${exitCode}`;
  } catch {
    return "whoami or icacls can't be run";
  }
}
