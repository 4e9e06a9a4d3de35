import { readFileSync } from 'node:fs';

/**
 * The largest resident set of a process so far, in megabytes (10^6 bytes). Linux keeps the maximum itself: VmHWM,
 * proc_pid_status(5).
 * @param {number | 'self'} process
 * @throws {Error} when the process has ended
 */
export function highWaterMark(process) {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
  return (Number(kibibytes) * 1024) / 1e6;
}
