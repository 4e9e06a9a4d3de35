import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { pathFromWindows, WINDOWS, WINDOWS_NODE } from '../harness/wine.js';
import { CONNECTION, connected, expectNoLeak, messagesOf } from '../bundles/support/azure-scenario.js';
import { calls, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { type AgentJob, createAgentJob } from '../stand-ins/azure-agent/job.js';
import { layOutTask } from '../stand-ins/azure-agent/lay-out-task.js';
import { useParent } from './support/windows-jobs.js';

const VALUES = {
  PASSWORD: 'fake-password-of-the-azure-tests',
  PERCENT: 'fake-percent%0Aand%25and%AZP25%3B & %PATH%',
  UNICODE: 'fake-ção-日本-🔑',
};
const LINES = 'fake first line\r\nfake second line\r\n';
const ROOT = 'fake-password-in-custody';
const SECRETS = { ...VALUES, LINES, ROOT };
const VAULT = vaultWith({
  secrets: [
    { identity: 'values', data: [VALUES] },
    { identity: 'lines', data: [{ LINES }] },
    { identity: 'same', data: [{ password: 'fake-another-password' }] },
  ],
  credentials: ['123', '124'].map((id) => ({ id, username: 'root', hostname: 'db.example.com', password: ROOT })),
});
const SLOW = '/iso/pam/credential/124';
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const BRING = [
  'dsm:values',
  'dsm:values#PERCENT > output:percent',
  'dsm:lines#LINES > path:LINES_FILE',
  'dsm:values#UNICODE > file:conf\\ünï code.txt',
  'pam:123 > ROOT',
].join('\r\n');

needs('wine', 'Node for Windows').describe('the Azure task on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newParent = useParent();
  const taskDir = mkdtempSync(join(tmpdir(), 'task-'));
  const jobs: AgentJob[] = [];
  beforeAll(() => {
    layOutTask(taskDir);
  });
  afterEach(async () => {
    jobs.splice(0).forEach((job) => {
      job.dispose();
    });
    expect((await emulator().state()).custodies).toEqual([]);
  });
  afterAll(() => {
    rmSync(taskDir, { recursive: true, force: true });
  });

  const newJob = () => {
    const { url, clientId, clientSecret } = emulator();
    const endpoint = { url: `${url}/`, scheme: 'None', parameters: { clientSecret }, data: { clientId } };
    const handler = { name: 'Node20_1', path: WINDOWS_NODE } as const;
    const host = { host: WINDOWS, parent: newParent() };
    const job = createAgentJob({ taskDir, handler, endpoints: { [CONNECTION]: endpoint }, ...host });
    jobs.push(job);
    return job;
  };
  const bring = (job: AgentJob, secrets: string, end?: Parameters<AgentJob['runTask']>[0]) =>
    job.runTask({ ...end, inputs: { ...connected(emulator()), secrets } });

  test('brings variables, outputs and files, and its post-job part takes all of them back', async () => {
    const job = newJob();
    const main = await bring(job, BRING);
    expect(main).toMatchObject({ exitCode: 0, result: 'Succeeded', issues: [], stderr: '' });
    const held = Object.entries({ ...VALUES, ROOT, 'vault.percent': VALUES.PERCENT });
    for (const [name, value] of held) expect(job.variables.get(name)).toMatchObject({ value, secret: true });
    const path = job.variables.get('LINES_FILE')?.value ?? '';
    expect(path).toMatch(/^Z:\\/u);
    const files = [pathFromWindows(path), join(job.folders.temp, 'conf/ünï code.txt')];
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual([LINES, VALUES.UNICODE]);
    expectNoLeak(job, SECRETS, false);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ exitCode: 0, result: 'Succeeded', issues: [] });
    expect([...files.filter((file) => existsSync(file)), ...readdirSync(job.folders.temp)]).toEqual([]);
    expect(['PASSWORD', 'ROOT', 'LINES_FILE'].map((name) => job.variables.get(name)?.value)).toEqual(['', '', '']);
    expectNoLeak(job, SECRETS);
  });

  test('a main part that is killed leaves nothing that the post-job part cannot take back', async () => {
    await emulator().addFault({ match: { path: SLOW }, times: 'always', fault: { kind: 'hang', when: 'after' } });
    const job = newJob();
    const when = emulator().untilRequest(({ path }) => path === SLOW);
    const main = await bring(job, `${BRING}\r\npam:124 > SLOW`, { end: { when, how: 'SIGKILL' } });
    expect(main).toMatchObject({ ended: 'SIGKILL' });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ exitCode: 0 });
    expect(await calls(emulator())).toContain(RELEASE);
    expect(readdirSync(job.folders.temp)).toEqual([]);
    expectNoLeak(job, SECRETS);
  });

  test('names that differ in case alone are a conflict', async () => {
    const job = newJob();
    const main = await bring(job, 'dsm:values#PASSWORD\ndsm:same');
    expect(main?.result).toBe('Failed');
    expect(messagesOf(main, 'error').join('\n')).toMatch(/dsm:values#PASSWORD.*dsm:same/su);
    expect(job.variables.get('PASSWORD')).toBeUndefined();
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });
});
