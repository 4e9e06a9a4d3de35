import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import type { Job } from '../stand-ins/github-runner/job.js';
import { access, calls, expectNoLeak, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';

const shell = needs('bash');

const PASSWORD = 'fake "password" \\ of <the> database\u0085';
const TOKEN = 'fake-token-of-the-cluster';
const OTHER = 'fake-secret-that-nobody-selects';
const ROOT = 'fake-password-in-custody';
const VAULT = {
  ...vaultWith({
    secrets: [
      { identity: 'database', data: [{ PASSWORD, user: 'shop' }] },
      { identity: 'cluster', data: [{ json: JSON.stringify({ deep: { token: TOKEN }, other: OTHER }) }] },
      { identity: 'other', data: [{ OTHER }] },
    ],
    credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
  }),
};
const SECRETS = { password: PASSWORD, token: TOKEN, other: OTHER, root: ROOT };
const KUBECONFIG = `# {{{{ braces }}
user:
  password: {{ dsm:database#PASSWORD | as=yaml }}
  token: {{ dsm:cluster#json | json=/deep/token }}
  root: {{ pam:123 }}
`;

describe.each(nodeRuntimes())('templates of the action on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const write = (job: Job, name: string, text: string) => {
    mkdirSync(join(job.folders.workspace, 'deploy'), { recursive: true });
    writeFileSync(join(job.folders.workspace, name), text);
  };
  const bring = (job: Job, ...secrets: readonly string[]) =>
    job.runAction({ inputs: { ...access(emulator()), secrets: secrets.join('\n') } });
  const LINES = ['dsm:database#PASSWORD > DB_PASSWORD', 'dsm:cluster#json | json=/deep > DEEP', 'pam:123 > ROOT'];

  shell.test('a file from a template: private, right, masked in each spelling, and gone at the end', async () => {
    const job = newJob();
    write(job, 'deploy/kube.tpl', KUBECONFIG);
    const main = await bring(job, ...LINES, 'template:deploy/kube.tpl > file:out/kubeconfig');
    expect([main.conclusion, messages(main, 'error')]).toEqual(['success', []]);
    const file = join(job.folders.temp, 'out/kubeconfig');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parse(readFileSync(file, 'utf8'))).toEqual({ user: { password: PASSWORD, token: TOKEN, root: ROOT } });
    const shown = await job.runShell(`cat "$RUNNER_TEMP/out/kubeconfig"`);
    expect(shown?.log).toContain('# {{ braces }}');
    expect(shown?.log).toContain('password: "***"');
    await job.runPosts();
    expect(existsSync(join(job.folders.temp, 'out'))).toBe(false);
    expect((await emulator().state()).custodies).toEqual([]);
    expectNoLeak(job, SECRETS);
  });

  test('all that is wrong is told together, before any request, and nothing is written', async () => {
    const job = newJob();
    write(job, 'deploy/a.tpl', 'x {{ dms:x }}\n{{ dsm:other#OTHER }} {{ dsm:database#user');
    write(job, 'deploy/b.tpl', '{{ dsm:other#OTHER }}\n{{ dsm:cluster#json }}\n{{ dsm:database#PASSWORD | nomask }}');
    symlinkSync('b.tpl', join(job.folders.workspace, 'deploy/link.tpl'));
    symlinkSync('/etc', join(job.folders.workspace, 'etc'));
    const main = await bring(
      job,
      ...LINES,
      'template:deploy/a.tpl > file:a',
      'template:deploy/b.tpl > file:b',
      'template:deploy/link.tpl > file:c',
      'template:etc/hostname > file:d',
      'template:../../outside > file:e',
      'template:gone > file:f',
      'template:deploy/b.tpl > B',
    );
    expect(main.conclusion).toBe('failure');
    const problems = messages(main, 'error').join('\n');
    for (const problem of [
      /deploy\/a\.tpl:1:3: unknown source "dms"/,
      /deploy\/a\.tpl:2:23: no "}}" follows/,
      /deploy\/b\.tpl:1:1: .*none selects "dsm:other#OTHER"/,
      /deploy\/b\.tpl:2:1: .*none selects "dsm:cluster#json"/,
      /deploy\/b\.tpl:3:1: nomask/,
      /Line 6 .*symbolic link/,
      /Line 7 .*symbolic link/,
      /Line 8 .*below the workspace/,
      /Line 9 .*can't be read \(ENOENT\)/,
      /Line 10 .*becomes a file/,
    ]) {
      expect(problems).toMatch(problem);
    }
    expect(await calls(emulator())).toEqual([]);
    expect(readdirSync(job.folders.temp).filter((name) => /^[a-f]$/.test(name))).toEqual([]);
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });

  test('with dsm:* a template takes what that brings, and not what the application has besides', async () => {
    const job = newJob();
    write(job, 'deploy/a.tpl', '{{ dsm:other#OTHER }}');
    const main = await bring(job, 'dsm:* > {id}_*', 'template:deploy/a.tpl > file:a');
    expect(main.conclusion).toBe('success');
    expect(readFileSync(join(job.folders.temp, 'a'), 'utf8')).toBe(OTHER);
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });

  test('a value that a template can not hold: nothing is published, and custody ends', async () => {
    const job = newJob();
    write(job, 'deploy/a.tpl', '{{ dsm:database#PASSWORD | as=xml }}\n{{ dsm:database#gone }}');
    const main = await bring(job, ...LINES, 'dsm:database > D_*', 'template:deploy/a.tpl > file:a');
    expect(main.conclusion).toBe('failure');
    expect(messages(main, 'error').join('\n')).toContain('deploy/a.tpl:2:1: dsm:database#gone');
    expect([existsSync(join(job.folders.temp, 'a')), (await emulator().state()).custodies]).toEqual([false, []]);
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });

  test.each(['cancel', 'SIGKILL'] as const)('ended by %s in the middle: post leaves nothing', async (how) => {
    const job = newJob();
    write(job, 'deploy/kube.tpl', KUBECONFIG);
    const asked = '/iso/pam/credential/123';
    await emulator().addFault({ match: { path: asked }, times: 'always', fault: { kind: 'hang', when: 'after' } });
    const when = emulator().untilRequest((request) => request.path === asked);
    const secrets = [...LINES, 'template:deploy/kube.tpl > file:out/k'].join('\n');
    await job.runAction({ inputs: { ...access(emulator()), secrets }, end: { when, how } });
    await emulator().clearFaults();
    const [post] = await job.runPosts();
    expect(post?.exitCode).toBe(0);
    expect([existsSync(join(job.folders.temp, 'out')), (await emulator().state()).custodies]).toEqual([false, []]);
    expectNoLeak(job, SECRETS);
  });

  test('a dry run reads it, and writes nothing', async () => {
    const job = newJob();
    write(job, 'deploy/kube.tpl', KUBECONFIG);
    const secrets = [...LINES, 'template:deploy/kube.tpl > file:k'].join('\n');
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets, 'dry-run': 'true' } });
    expect(main.log).toContain('template:deploy/kube.tpl > file:k (read');
    expect(existsSync(join(job.folders.temp, 'k'))).toBe(false);
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });
});
