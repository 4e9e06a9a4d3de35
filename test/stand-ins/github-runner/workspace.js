import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The folders of a job, all below one new folder.
 * @typedef {object} JobFolders
 * @property {string} root
 * @property {string} workspace `GITHUB_WORKSPACE`, and the folder in which steps run.
 * @property {string} temp `RUNNER_TEMP`.
 * @property {string} toolCache `RUNNER_TOOL_CACHE`.
 * @property {string} home `HOME`.
 */

/**
 * @param {string} [parent] Where the new folder is made.
 * @returns {JobFolders}
 */
export function createJobFolders(parent = tmpdir()) {
  const root = mkdtempSync(join(parent, 'runner-'));
  const folders = {
    workspace: join(root, 'work', 'repository'),
    temp: join(root, 'work', '_temp'),
    toolCache: join(root, 'tools'),
    home: join(root, 'home'),
  };
  Object.values(folders).forEach((folder) => mkdirSync(folder, { recursive: true }));
  return { root, ...folders };
}

/** @param {JobFolders} folders */
export const removeJobFolders = ({ root }) => {
  rmSync(root, { recursive: true, force: true });
};

/**
 * The processes that a job left behind: `JobExtension` finds them by the `RUNNER_TRACKING_ID` in their environment. Only
 * Linux shows that in a folder; elsewhere the answer is `undefined`.
 * @param {string} trackingId
 * @returns {{ readonly pid: number, readonly commandLine: string }[] | undefined}
 */
export function findOrphans(trackingId) {
  if (process.platform !== 'linux') return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name) && Number(name) !== process.pid)
    .filter((pid) => readProcess(pid, 'environ').split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`))
    .map((pid) => ({ pid: Number(pid), commandLine: readProcess(pid, 'cmdline').split('\0').join(' ').trim() }));
}

/** @param {string} trackingId */
export function endOrphans(trackingId) {
  for (const { pid } of findOrphans(trackingId) ?? []) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
}

/** A process that ended meanwhile, or belongs to another user, reads as empty.
 * @param {string} pid @param {'environ' | 'cmdline'} file */
function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
