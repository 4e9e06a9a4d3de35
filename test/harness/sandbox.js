import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {Readonly<Record<string, string>>} Texts */

/** How a program ended, with all that it printed. @typedef {{ readonly code: number, readonly log: string }} Ended */

/**
 * Writes files by their paths below a folder. A script, `*.sh`, can be run.
 * @param {string} folder
 * @param {Texts} files
 */
export function writeFiles(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (path.endsWith('.sh')) chmodSync(file, 0o755);
  }
}

/**
 * What every program of a walk finds in its environment: a home of its own, and nothing of who runs the walk.
 * @param {string} home
 * @param {string} node the Node that `node` is there
 */
export const environmentOf = (home, node) => ({
  PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}`,
  HOME: home,
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
});

/**
 * Makes a repository of git of a folder, with all its files in one commit.
 * @param {string} folder
 * @param {string} origin
 * @param {Texts} env
 */
export function commitAll(folder, origin, env) {
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: folder, env, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', origin);
  git('config', 'user.name', 'tests');
  git('config', 'user.email', 'tests@example.com');
  git('add', '.');
  git('commit', '--quiet', '--message', 'A pipeline');
}

/**
 * Runs a program to its end.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ readonly cwd: string, readonly env: Texts }} where
 * @returns {Promise<Ended>}
 */
export const runProgram = (file, args, where) =>
  new Promise((resolve) => {
    const options = { ...where, maxBuffer: 64 * 1024 * 1024 };
    execFile(file, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, log: `${stdout}\n${stderr}${code !== 0 && stderr === '' ? String(error) : ''}` });
    });
  });

/**
 * A copy of a repository as its server would give it: what is committed, and nothing that was installed.
 * @param {string} folder that it makes
 * @param {string} repository
 * @param {{ readonly tag?: string }} [release] a tag that its newest commit gets
 */
export function cloneOf(folder, repository, { tag } = {}) {
  execFileSync('git', ['clone', '--quiet', '--', repository, folder], { stdio: 'pipe' });
  if (tag !== undefined) execFileSync('git', ['tag', '--force', tag], { cwd: folder, stdio: 'pipe' });
}
