import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * How a running process is ended from outside: `cancel` as the runner cancels a step, or `SIGKILL` as the kernel does
 * when memory is short.
 * @typedef {'cancel' | 'SIGKILL'} Ending
 *
 * The system that steps run on.
 * @typedef {object} Host
 * @property {NodeJS.Platform} platform
 * @property {Readonly<Record<string, string>>} variables What no process of the system does without.
 * @property {(file: string, args: readonly string[], options: StartOptions) => StartedProcess} start Standard input is
 *   closed. Throws where the system refuses an environment or an argument.
 *
 * @typedef {{ readonly cwd: string, readonly env: Readonly<Record<string, string>> }} StartOptions
 * @typedef {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} StartedProcess
 *
 * @typedef {object} ProcessResult
 * @property {number | null} exitCode `null` when a signal ended it, or when it never started.
 * @property {string | null} signal
 * @property {string | undefined} startError Why it could not be started, e.g. `spawn E2BIG`.
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} rawOutput Both streams as they came.
 * @property {Ending | undefined} ended How it was ended from outside, a time-out included; `undefined`: by itself.
 * @property {boolean} outputHeldOpen A child that lives on kept the output open, so that the runner had to wait.
 */

/** The system that runs this. @type {Host} */
export const THIS_HOST = {
  platform: process.platform,
  variables: process.platform === 'win32' ? ofWindows() : {},
  start: (file, args, options) => spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }),
};

function ofWindows() {
  const names = ['ComSpec', 'PATHEXT', 'SystemDrive', 'SystemRoot', 'TEMP', 'TMP', 'USERPROFILE'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** `ProcessInvoker._sigintTimeout`, `_sigtermTimeout`, and the wait for open streams, in milliseconds. */
export const RUNNER_PATIENCE = { sigint: 7_500, sigterm: 2_500, openStreams: 5_000 };

/**
 * Runs a process as `ProcessInvoker` does: standard input closed, both outputs read, SIGINT, SIGTERM and SIGKILL on a
 * cancel, and at most five seconds for streams that someone else holds open.
 * @param {object} options
 * @param {string} options.file
 * @param {readonly string[]} options.args
 * @param {string} options.cwd
 * @param {Readonly<Record<string, string>>} options.env
 * @param {(stream: 'stdout' | 'stderr', text: string) => void} options.onText
 * @param {number} options.timeout Milliseconds until the step is cancelled.
 * @param {{ readonly when: Promise<unknown>, readonly how: Ending } | undefined} options.end
 * @param {typeof RUNNER_PATIENCE} options.patience
 * @param {Host} [options.host]
 * @returns {Promise<ProcessResult>}
 */
export async function runProcess({ file, args, cwd, env, onText, timeout, end, patience, host = THIS_HOST }) {
  const result = {
    stdout: '',
    stderr: '',
    rawOutput: '',
    outputHeldOpen: false,
    ended: /** @type {Ending | undefined} */ (undefined),
  };
  const child = startProcess(host, file, args, { cwd, env });
  if (!('stdout' in child)) {
    return { ...result, exitCode: null, signal: null, startError: child.startError };
  }
  for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
    child[stream].setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      result[stream] += text;
      result.rawOutput += text;
      onText(stream, text);
    });
  }
  const closed = Promise.allSettled([once(child, 'close'), finished(child.stdout), finished(child.stderr)]);
  const exited = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  /** @type {Promise<string | undefined>} */
  const failed = new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
  });
  const over = new globalThis.AbortController();
  const limit = { signal: over.signal };
  /** @param {Ending} how */
  const endNow = (how) => {
    if (!over.signal.aborted && result.ended === undefined) {
      result.ended = how;
      void endProcess(child, how, exited, patience);
    }
  };
  end?.when.then(
    () => {
      endNow(end.how);
    },
    () => undefined,
  );
  delay(timeout, undefined, limit).then(
    () => {
      endNow('cancel');
    },
    () => undefined,
  );

  const startError = await Promise.race([exited.then(() => undefined), failed]);
  if (startError === undefined) {
    result.outputHeldOpen = await Promise.race([
      closed.then(() => false),
      delay(patience.openStreams, true, limit).catch(() => false),
    ]);
  }
  over.abort();
  child.stdout.destroy();
  child.stderr.destroy();
  return { ...result, exitCode: child.exitCode, signal: child.signalCode, startError };
}

/**
 * @param {Host} host
 * @param {string} file
 * @param {readonly string[]} args
 * @param {StartOptions} options
 */
function startProcess(host, file, args, options) {
  try {
    return host.start(file, args, options);
  } catch (error) {
    // An environment or argument that the kernel refuses (E2BIG) is thrown at once.
    return { startError: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * `ProcessInvoker.CancelAndKillProcessTree`.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Ending} how
 * @param {Promise<unknown>} exited
 * @param {typeof RUNNER_PATIENCE} patience
 */
async function endProcess(child, how, exited, patience) {
  if (how === 'cancel') {
    for (const [signal, wait] of /** @type {const} */ ([
      ['SIGINT', patience.sigint],
      ['SIGTERM', patience.sigterm],
    ])) {
      child.kill(signal);
      const left = new globalThis.AbortController();
      const gone = exited.then(() => true);
      if (await Promise.race([gone, delay(wait, false, { signal: left.signal })])) {
        left.abort();
        return;
      }
    }
  }
  child.kill('SIGKILL');
}
