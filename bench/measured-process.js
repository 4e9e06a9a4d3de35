import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate } from 'node:timers';
import { highWaterMark } from './high-water-mark.js';

/**
 * @typedef {object} Command
 * @property {string} nodePath
 * @property {string} script
 * @property {string} cwd
 * @property {Readonly<Record<string, string>>} env
 */

/** @param {Command} command */
const start = ({ nodePath, script, cwd, env }) =>
  spawn(nodePath, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Waits for the end of a process and takes its output in. Nothing is made of it meanwhile: a full pipe would make the process
 * wait for this one.
 * @param {ReturnType<typeof start>} child
 * @throws {Error} when it failed: a failure is no measurement
 */
async function untilClosed(child) {
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
  }
  await once(child, 'close');
  if (child.exitCode !== 0) {
    const text = Buffer.concat(output).toString('utf8');
    const lines = text
      .replace(/^::add-mask::.*$/gmu, '')
      .trim()
      .split('\n');
    throw new Error(lines.find((line) => /error/iu.test(line)) ?? lines.at(-1) ?? 'no output');
  }
}

/**
 * Milliseconds from the start of a process to its end.
 * @param {Command} command
 */
export async function wallTime(command) {
  const begin = performance.now();
  await untilClosed(start(command));
  return performance.now() - begin;
}

/**
 * The largest resident set of a process in megabytes (10^6 bytes). Linux keeps the maximum itself (`VmHWM` in
 * /proc/PID/status, proc_pid_status(5)) until the process ends, so that asking often misses at most what the last moment
 * adds; nothing is loaded into the process that is measured.
 * @param {Command} command
 */
export async function peakMemory(command) {
  const child = start(command);
  let peak = 0;
  const ask = () => {
    peak = Math.max(peak, soFar(child.pid ?? 0));
    if (child.exitCode === null && child.signalCode === null) {
      setImmediate(ask);
    }
  };
  ask();
  await untilClosed(child);
  return peak;
}

/** @param {number} pid */
function soFar(pid) {
  try {
    return highWaterMark(pid);
  } catch {
    // The process has just ended.
    return 0;
  }
}
