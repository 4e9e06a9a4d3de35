import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** Where the template puts the standard output of the job's shell for as long as it captures ours: `9>&1`. */
const JOB_OUTPUT = '/proc/self/fd/9';

/** What reads the job's output and may take masks from it. */
export interface RunnerProxy {
  readonly kind: 'proxy';
  /** The pipe that the job's shell writes to: a path to open. */
  readonly output: string;
  /** The open file in which the proxy keeps the masks of the job: a path to open. */
  readonly store: string;
}

export type FoundProxy = RunnerProxy | { readonly kind: 'none'; readonly why: string };

const none = (why: string): FoundProxy => ({ kind: 'none', why });

/**
 * Looks for the proxy of a runner with `proxy_exec = true`: `gitlab-runner proxy-exec ...` or its helper, which has started the
 * job's shell, reads the very pipe that this shell writes to, and keeps masks (gitlab-org/gitlab-runner: shells/proxy_exec.go,
 * commands/helpers/proxy_exec.go, commands/helpers/internal/store/store.go). Whatever is not just so is none: a mask line
 * that nobody reads is a secret in the log.
 */
export function findRunnerProxy(): FoundProxy {
  const pipe = linkOf(JOB_OUTPUT);
  if (pipe === undefined) return none('this system does not show where the output of the job goes');
  if (!/^pipe:\[\d+\]$/.test(pipe)) return none("the output of the job's shell goes to no pipe");
  const proxies = ancestors().filter(isProxy);
  if (proxies.length === 0) return none('the runner has started the job without proxy_exec');
  for (const pid of proxies) {
    const held = openFiles(pid);
    const store = held.find(({ link }) => basename(link) === 'masking.db');
    if (store !== undefined && held.some(({ link, reads }) => link === pipe && reads)) {
      return { kind: 'proxy', output: JOB_OUTPUT, store: store.path };
    }
  }
  return none("the output of the job's shell goes elsewhere than to the runner, or the runner keeps no masks");
}

/** `gitlab-runner proxy-exec ...`, or the helper in its place, by the file that runs and not by the name that it was given. */
function isProxy(pid: number): boolean {
  const program = basename(linkOf(`/proc/${pid}/exe`) ?? '');
  if (program !== 'gitlab-runner' && program !== 'gitlab-runner-helper') return false;
  return textOf(`/proc/${pid}/cmdline`).split('\0')[1] === 'proxy-exec';
}

/** More than any job has between the runner and us. */
const MOST_ANCESTORS = 64;

function ancestors(): readonly number[] {
  const found: number[] = [];
  for (let pid = process.ppid; pid > 0 && found.length < MOST_ANCESTORS; pid = parentOf(pid)) found.push(pid);
  return found;
}

/** The second word after the program's name, which stands in brackets and may hold any character (proc_pid_stat(5)). */
function parentOf(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

interface OpenFile {
  readonly path: string;
  readonly link: string;
  /** Open for reading alone. */
  readonly reads: boolean;
}

/** What the process has open, as far as this user may see it. */
function openFiles(pid: number): readonly OpenFile[] {
  return numbersIn(`/proc/${pid}/fd`).flatMap((number) => {
    const path = `/proc/${pid}/fd/${number}`;
    const link = linkOf(path);
    // `flags:` is octal; its last digit has the access mode, 0 for reading (proc_pid_fdinfo(5)).
    const reads = /^flags:\s*[0-7]*[04]$/m.test(textOf(`/proc/${pid}/fdinfo/${number}`));
    return link === undefined ? [] : [{ path, link, reads }];
  });
}

function numbersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
