import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatorProcess } from '../../harness/emulator.js';
import { assertNoLeak } from '../../harness/leak-scanner.js';
import { nodeRuntimes } from '../../harness/node-runtimes.js';
import { createAgentJob, type AgentJob, type JobOptions } from '../../stand-ins/azure-agent/job.js';
import { layOutTask } from '../../stand-ins/azure-agent/lay-out-task.js';
import { scannedJob } from '../../stand-ins/azure-agent/scanned-job.js';
import { CLIENT_SECRET } from './scenario.js';

/** Each Node of an agent with the handler that runs on it. */
export const handlers = () =>
  nodeRuntimes().map(({ name, path }) => ({
    title: name,
    handler: { name: name === 'Node 24' ? ('Node24' as const) : ('Node20_1' as const), path },
  }));

export const CONNECTION = '0f6b0a2c-5d0e-4b7e-9a51-3b1c64d2f1aa';

/** Makes jobs that run the task's bundles, with a service connection to the emulator, and takes them away after each test. */
export function useAgentJobs(handler: JobOptions['handler'], emulator: () => EmulatorProcess) {
  const taskDir = mkdtempSync(join(tmpdir(), 'task-'));
  const jobs: AgentJob[] = [];
  beforeAll(() => {
    layOutTask(taskDir);
  });
  afterEach(() => {
    jobs.splice(0).forEach((job) => {
      job.dispose();
    });
  });
  afterAll(() => {
    rmSync(taskDir, { recursive: true, force: true });
  });
  return (options: Partial<JobOptions> = {}): AgentJob => {
    const { url, clientId, clientSecret } = emulator();
    const endpoint = { url: `${url}/`, scheme: 'None', parameters: { clientSecret }, data: { clientId } };
    const job = createAgentJob({ taskDir, handler, endpoints: { [CONNECTION]: endpoint }, ...options });
    jobs.push(job);
    return job;
  };
}

/** The inputs that every run needs: the connection, and the authority that signed the emulator's certificate. */
export const connected = ({ caFile }: EmulatorProcess) => ({ serviceConnection: CONNECTION, caCertificate: caFile });

/** Looks through everything that the job left, the client secret always included. */
export const expectNoLeak = (job: AgentJob, secrets: Readonly<Record<string, string>>, disk = true) => {
  assertNoLeak({ secrets: { 'client secret': CLIENT_SECRET, ...secrets }, job: scannedJob(job), disk });
};

export const messagesOf = (step: AgentJob['steps'][number] | undefined, type: 'error' | 'warning') =>
  (step?.issues ?? []).filter((issue) => issue.type === type).map(({ message }) => message);
