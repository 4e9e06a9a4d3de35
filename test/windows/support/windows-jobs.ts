import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../../harness/repository.js';
import { WINDOWS, WINDOWS_NODE } from '../../harness/wine.js';
import { createJob, type Job, type JobOptions } from '../../stand-ins/github-runner/job.js';
import { CLIENT_SECRET } from '../../bundles/support/scenario.js';

/** Where the folders of the tests lie: a name as Windows' users have them, with spaces and with letters that are not ASCII. */
const PARENT = 'Jörg Müller 日本 (CI)';

/** A folder for one test, taken away after it. */
export function useParent() {
  const roots: string[] = [];
  afterEach(() => {
    for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
  });
  return (...below: readonly string[]): string => {
    const root = mkdtempSync(join(tmpdir(), 'drive-z-'));
    roots.push(root);
    const parent = join(root, PARENT, ...below);
    mkdirSync(parent, { recursive: true });
    return parent;
  };
}

/** Makes jobs of a runner for Windows that run the action's bundles, and takes them away after each test. */
export function useWindowsJobs() {
  const newParent = useParent();
  const jobs: Job[] = [];
  afterEach(() => {
    jobs.splice(0).forEach((job) => {
      job.dispose();
    });
  });
  return (options: Partial<JobOptions> = {}): Job => {
    const job = createJob({
      ...{ actionDir: REPOSITORY, nodePath: WINDOWS_NODE, host: WINDOWS, secrets: [CLIENT_SECRET] },
      ...{ parent: newParent(), ...options },
    });
    jobs.push(job);
    return job;
  };
}
