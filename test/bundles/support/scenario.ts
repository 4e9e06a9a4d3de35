import { jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmulatorProcess, startEmulator } from '../../harness/emulator.js';
import { assertNoLeak } from '../../harness/leak-scanner.js';
import { EMULATOR_BUNDLE, REPOSITORY } from '../../harness/repository.js';
import { createJob, type Job, type JobOptions } from '../../stand-ins/github-runner/job.js';

/** A test runs up to four processes, on a machine that may have two cores for ten of them. */
jest.setTimeout(60_000);

/** The secret of the authorization in every vault of these tests; plainly fake. */
export const CLIENT_SECRET = 'fake-client-s3cret-of-the-tests';

/** A vault with one OAuth 2.0 authorization and these things in it. */
export const vaultWith = (things: Readonly<Record<string, unknown>>) => ({
  authorizations: [{ name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET } }],
  ...things,
});

/** A vault that lives as long as the tests of a `describe`; between them its faults and its log are emptied. */
export function useEmulator(data?: unknown) {
  let emulator: EmulatorProcess | undefined;
  const current = () => {
    if (emulator === undefined) {
      throw new Error('The emulator is there only while a test runs');
    }
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, ...(data === undefined ? {} : { data }) });
  });
  afterEach(async () => {
    await current().clearFaults();
    await current().clearRequests();
  });
  afterAll(async () => {
    await current().stop();
  });
  return current;
}

/** Makes jobs that run the action's bundles on one Node, and takes them away after each test. */
export function useJobs(nodePath: string) {
  const jobs: Job[] = [];
  afterEach(() => {
    jobs.splice(0).forEach((job) => {
      job.dispose();
    });
  });
  return (options: Omit<Partial<JobOptions>, 'nodePath'> = {}): Job => {
    const job = createJob({ actionDir: REPOSITORY, nodePath, secrets: [CLIENT_SECRET], ...options });
    jobs.push(job);
    return job;
  };
}

/** A folder outside of every job, for what a test itself must write down. */
export function useFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The inputs that every run needs. */
export const access = ({ url, caFile, clientId, clientSecret }: EmulatorProcess) => ({
  url,
  'ca-certificate': caFile,
  'client-id': clientId,
  'client-secret': clientSecret,
});

/** `METHOD path` of every request that reached the vault. */
export const calls = async (emulator: EmulatorProcess) =>
  (await emulator.requests()).map(({ method, path }) => `${method} ${path}`);

export const TOKEN = 'POST /iso/oauth2/token';
export const READ_SECRETS = 'GET /iso/sctm/secret';

/** The messages of a step's annotations of one kind. */
export const messages = (step: Awaited<ReturnType<Job['runAction']>>, type: 'error' | 'warning' | 'notice') =>
  step.issues.filter((issue) => issue.type === type).map(({ message }) => message);

/** Looks through everything that the job left, the client secret always included. */
export const expectNoLeak = (job: Job, secrets: Readonly<Record<string, string>>, disk = true) => {
  assertNoLeak({ secrets: { 'client secret': CLIENT_SECRET, ...secrets }, job, disk });
};
