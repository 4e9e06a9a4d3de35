import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { program, whereIs } from './programs.js';

/**
 * @typedef {import('../stand-ins/github-runner/run-process.js').StartOptions} StartOptions
 * @typedef {import('../stand-ins/github-runner/run-process.js').StartedProcess} StartedProcess
 */

/** Started itself: `/usr/bin/wine` is a script, and `sh` drops variables whose names have a hyphen, such as `INPUT_CLIENT-ID`. */
const WINE = program('wine').file ?? '';

const PRELOAD = fileURLToPath(new URL('wine-preload.cjs', import.meta.url));

/** A process that is still there after so many milliseconds hangs, and is ended. No test waits for less. */
const LIMIT = 50_000;

/** Node for Windows, as a path of this system; empty where it is not installed. */
export const WINDOWS_NODE = whereIs('node.exe') ?? '';

/** Tells the preload at which file's coming a CTRL_BREAK comes. */
const BREAK = 'SENHASEGURA_TEST_BREAK';

/** What tells processes which Windows to run on: the prefix that the project's set-up has made. */
export const WINEPREFIX = 'SENHASEGURA_TEST_WINEPREFIX';

/**
 * A path as Windows has it, where the file system's root is the drive Z.
 * @param {string} path absolute
 */
export const windowsPath = (path) => `Z:${path.replaceAll('/', '\\')}`;

/**
 * @param {string} path
 * @throws {Error} for one of another drive
 */
export function pathFromWindows(path) {
  if (!/^z:\\/iu.test(path)) throw new Error(`This is no path on the drive Z: ${path}`);
  return path.slice(2).replaceAll('\\', '/');
}

/** An absolute path of this system, where there is such a file, becomes Windows'; another text stays. @param {string} text */
const translated = (text) => (text.startsWith('/') && existsSync(text) ? windowsPath(text) : text);

/**
 * Starts a program of Windows: Node with a script, or one of Windows' own by its name. Paths in arguments and variables become
 * Windows'; HOME becomes USERPROFILE, TMPDIR becomes TEMP and TMP. The outputs go to files, since Node does not know Wine's pipes
 * for pipes (`open EBADF`), and can be read when the process has ended. `kill('SIGINT')` arrives as CTRL_C; `kill('SIGTERM')` as the
 * CTRL_BREAK that a runner sends to Windows after it, by way of the preload; 'SIGKILL' ends it as TerminateProcess does.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {StartOptions & { readonly input?: string }} options `input`: a file, for the standard input.
 * @returns {StartedProcess}
 */
export function startOnWindows(file, args, { cwd, env, input = '/dev/null' }) {
  const folder = mkdtempSync(join(tmpdir(), 'windows-'));
  const temp = join(folder, 'Temp');
  mkdirSync(temp);
  const paths = [input, join(folder, 'stdout'), join(folder, 'stderr')];
  const files = paths.map((path, index) => openSync(path, index === 0 ? 'r' : 'w'));
  const command = file === WINDOWS_NODE ? [file, '--require', windowsPath(PRELOAD)] : [file];
  const child = spawn(WINE, [...command, ...args.map(translated)], {
    cwd,
    env: { ...environmentOf({ TMPDIR: temp, ...env }), [BREAK]: windowsPath(join(folder, 'break')) },
    stdio: /** @type {[number, number, number]} */ (files),
  });
  files.forEach((descriptor) => {
    closeSync(descriptor);
  });
  const outputs = { stdout: new PassThrough(), stderr: new PassThrough() };
  const kill = child.kill.bind(child);
  const killOnWindows = (/** @type {NodeJS.Signals | undefined} */ signal) => {
    if (signal !== 'SIGTERM') return kill(signal);
    writeFileSync(join(folder, 'break'), '');
    return true;
  };
  const limit = setTimeout(() => kill('SIGKILL'), LIMIT);
  const over = () => {
    clearTimeout(limit);
    outputs.stdout.end(readFileSync(join(folder, 'stdout')));
    outputs.stderr.end(readFileSync(join(folder, 'stderr')));
    rmSync(folder, { recursive: true, force: true });
  };
  child.once('exit', over).once('error', over);
  return /** @type {StartedProcess} */ (
    /** @type {unknown} */ (Object.assign(child, outputs, { kill: killOnWindows }))
  );
}

/** Windows as a system that the stand-ins of runners start their steps on. */
export const WINDOWS = /** @type {const} */ ({ platform: 'win32', variables: {}, start: startOnWindows });

/**
 * Wine sets variables such as TEMP and PATH itself, whatever it is given: with this prefix they reach the preload.
 * Windows has one variable for the names that differ in case alone; the last value counts, the first spelling stays.
 * @param {Readonly<Record<string, string>>} env
 */
function environmentOf({ HOME: home, TMPDIR: temp = '', ...env }) {
  /** @type {Map<string, [string, string]>} */
  const variables = new Map();
  for (const [name, value] of Object.entries(env)) {
    const key = name.toUpperCase();
    variables.set(key, [variables.get(key)?.[0] ?? name, translated(value)]);
  }
  return {
    ...Object.fromEntries(variables.values()),
    ...{ ON_WINDOWS_TEMP: windowsPath(temp), ON_WINDOWS_TMP: windowsPath(temp) },
    ...(home === undefined ? {} : { ON_WINDOWS_USERPROFILE: windowsPath(home) }),
    // In another locale Wine would lose what is not ASCII.
    ...{ WINEPREFIX: process.env[WINEPREFIX] ?? '', WINEDEBUG: '-all', LC_ALL: 'C.UTF-8' },
  };
}
