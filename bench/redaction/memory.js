import { readFileSync } from 'node:fs';

/** The largest resident set of this process so far, in megabytes (10^6 bytes): VmHWM, proc_pid_status(5). */
export function peakMemory() {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return (Number(kibibytes) * 1024) / 1e6;
}
