import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { access, messages, useEmulator, useFolder, useJobs, vaultWith } from './support/scenario.js';

const VAULT = vaultWith({
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});

const { describe } = needs('sh', 'coreutils', 'openssh', 'ps');

describe.each(nodeRuntimes())('an ssh-agent on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const bin = useFolder();
  const children = join(bin, 'children');
  const inputs = () => ({ ...access(emulator()), secrets: 'ssh:deploy > ssh-agent' });
  /** Each process that a stand-in has left writes itself down. */
  const newJobWith = (name: string, script: string) => {
    const real = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    writeFileSync(join(bin, name), `#!/bin/sh\n${script.replaceAll('REAL', real)}\n`, { mode: 0o755 });
    return newJob({ runnerEnv: { PATH: `${bin}:${process.env.PATH ?? ''}` } });
  };
  const agentsOf = ({ folders }: ReturnType<typeof newJob>) =>
    execFileSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(`ssh-agent -s -a ${folders.temp}`) && !line.startsWith('/bin/sh'));
  /** An agent removes its socket first and ends then; it is no child of anybody here. */
  const ended = (job: ReturnType<typeof newJob>) => {
    for (let looks = 0; looks < 200; looks += 1) if (agentsOf(job).length === 0) return true;
    return false;
  };

  afterEach(() => {
    if (!existsSync(children)) return;
    for (const pid of readFileSync(children, 'utf8').trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
    rmSync(children);
  });
  afterEach(() => {
    for (const name of ['ssh-agent', 'ssh-add', 'started']) rmSync(join(bin, name), { force: true });
  });

  test('a main that is ended between its start and the writing down of its id leaves none after post', async () => {
    const started = join(bin, 'started');
    execFileSync('mkfifo', [started]);
    const job = newJobWith(
      'ssh-agent',
      `[ "$1" = -k ] && exec REAL "$@"\necho $$ >>"${children}"\nREAL "$@" && echo >"${started}"\nexec sleep 300`,
    );
    const main = await job.runAction({ inputs: inputs(), end: { when: readFile(started), how: 'SIGKILL' } });
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    expect(agentsOf(job)).toHaveLength(1);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expect(ended(job)).toBe(true);
    expect(readdirSync(job.folders.temp).filter((name) => name.startsWith('sg-'))).toEqual([]);
  });

  test('an ssh-add that leaves a child holding its output keeps neither main nor post waiting', async () => {
    const job = newJobWith('ssh-add', `sleep 300 &\necho $! >>"${children}"\nexec REAL "$@"`);
    const main = await job.runAction({ inputs: inputs() });
    expect(messages(main, 'error')).toEqual([]);
    expect(main.exportedEnv.get('SSH_AUTH_SOCK')).toContain('agent.sock');
    expect((await job.runPosts())[0]).toMatchObject({ conclusion: 'success', issues: [] });
  });
});
