import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createJob } from './job.js';
import { needs } from '../../harness/programs.js';

const sh = needs('sh');
const bash = needs('bash');
const sleep = needs('coreutils');

const MANIFEST = `inputs:
  first-input:
    default: kept
  second input:
    default: replaced
runs:
  using: node24
  main: main.js
  post: post.js
`;
const PRINT_STATE = "console.log('post', process.env.STATE_ledger, process.env['INPUT_FIRST-INPUT']);";

let folder: string;
let jobs: ReturnType<typeof createJob>[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
  jobs = [];
});

afterEach(() => {
  jobs.forEach((job) => {
    job.dispose();
  });
  rmSync(folder, { recursive: true, force: true });
});

function jobWith(main: string, options: Partial<Parameters<typeof createJob>[0]> = {}) {
  writeFileSync(join(folder, 'action.yml'), MANIFEST);
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(join(folder, 'main.js'), `const { appendFileSync } = require('node:fs');\n${main}`);
  writeFileSync(join(folder, 'post.js'), PRINT_STATE);
  const job = createJob({ actionDir: folder, nodePath: process.execPath, ...options });
  jobs.push(job);
  return job;
}

const append = (file: string, text: string) => `appendFileSync(process.env.GITHUB_${file}, ${JSON.stringify(text)});\n`;

describe('an action', () => {
  test('gets its inputs, the environment of the job and the folders of the runner, and nothing of ours', async () => {
    process.env.OUT_OF_THE_TEST = '1';
    const job = jobWith('console.log(JSON.stringify(process.env));', { env: { JOB: 'job', BOTH: 'job' } });
    const step = await job.runAction({ inputs: { 'SECOND input': 'given' }, env: { BOTH: 'step' } });
    delete process.env.OUT_OF_THE_TEST;
    const env = JSON.parse(step.stdout) as Record<string, string>;
    expect(env).toMatchObject({
      'INPUT_FIRST-INPUT': 'kept',
      INPUT_SECOND_INPUT: 'given',
      JOB: 'job',
      BOTH: 'step',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      HOME: job.folders.home,
      RUNNER_TEMP: job.folders.temp,
    });
    expect(env).not.toHaveProperty('OUT_OF_THE_TEST');
    expect(env).not.toHaveProperty('RUNNER_DEBUG');
    expect(step.issues).toEqual([]);
  });

  sh.test('hands variables, outputs, a folder for PATH, a summary and state to those who come after', async () => {
    const job = jobWith(
      append('ENV', 'A=1\nB<<X\ntwo\nlines\nX\n') +
        append('OUTPUT', 'out=3\n') +
        append('PATH', '/first\n/second\n') +
        append('STEP_SUMMARY', '# Title\n') +
        append('STATE', 'ledger=kept\n'),
    );
    const step = await job.runAction({ inputs: {} });
    const next = await job.runShell('printf "%s|%s|%s" "$A" "$B" "$PATH"', { shell: 'sh' });
    const [post] = await job.runPosts();
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ A: '1', B: 'two\nlines' });
    expect(Object.fromEntries(step.outputs)).toEqual({ out: '3' });
    expect(step.summary).toBe('# Title\n');
    expect(next?.stdout).toMatch(/^1\|two\nlines\|\/second:\/first:/u);
    expect(next?.log).toContain('  B: two\nlines\n');
    expect(post?.stdout).toBe('post kept kept\n');
    expect(job.status()).toBe('success');
  });

  test('may not set NODE_OPTIONS', async () => {
    const job = jobWith(append('ENV', 'node_options=--inspect\nA=1\n'));
    const step = await job.runAction({ inputs: {} });
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ A: '1' });
    expect(step.issues).toEqual([{ type: 'error', message: expect.stringContaining('NODE_OPTIONS') as string }]);
  });

  test('fails when one of its files is wrong, and the others count', async () => {
    const job = jobWith(append('ENV', 'A<<X\n1\n') + append('STATE', 'ledger=kept\n'));
    const step = await job.runAction({ inputs: {} });
    expect(step).toMatchObject({ exitCode: 0, conclusion: 'failure' });
    expect(step.exportedEnv.size).toBe(0);
    expect(step.state.get('LEDGER') ?? step.state.get('ledger')).toBe('kept');
    expect(await job.runShell('true')).toBeUndefined();
    expect(await job.runPosts()).toHaveLength(1);
  });

  test('has a summary of 1 MiB at most', async () => {
    const job = jobWith("appendFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1));");
    const step = await job.runAction({ inputs: {} });
    expect(step).toMatchObject({ summary: '', conclusion: 'success', exitCode: 0 });
    expect(step.issues[0]?.message).toContain('upload aborted');
  });

  test('is warned of an input that it does not have', async () => {
    const step = await jobWith('').runAction({ inputs: { third: 'x', fourth: 'y' } });
    expect(step.issues).toEqual([
      {
        type: 'warning',
        message: "Unexpected input(s) 'third', 'fourth', valid inputs are ['first-input', 'second input']",
      },
    ]);
  });

  test('shows masks in neither stream, and in debug mode in no variable either', async () => {
    const job = jobWith(
      "console.log('::add-mask::s3cret-value'); console.log('out s3cret-value'); console.error('err s3cret-value');" +
        append('ENV', 'A=s3cret-value\n') +
        append('STATE', 'ledger=s3cret-value\n'),
      { debug: true, secrets: ['  from the workflow '] },
    );
    const step = await job.runAction({ inputs: { 'first-input': 'from the workflow' } });
    expect(step.rawOutput).toContain('out s3cret-value');
    expect(step.log).not.toContain('s3cret-value');
    expect(step.log).not.toContain('from the workflow');
    expect(step.log).toContain("##[debug]A='***'");
    expect(step.log).toContain('##[debug]Save intra-action state ledger = ***');
  });
});

describe('ending a step from outside', () => {
  const untilReady = () => {
    const here = folder;
    const ready = join(here, 'ready');
    const main = `appendFileSync(${JSON.stringify(ready)}, '');\nsetInterval(() => {}, 1_000);`;
    const when = (async () => {
      // A test that ends first takes the folder away, and with it the reason to wait.
      while (existsSync(here) && !existsSync(ready)) {
        await delay(5);
      }
    })();
    return { main, when };
  };
  const impatient = { sigint: 500, sigterm: 1_500, openStreams: 500 };

  test('a cancel is SIGINT first; files are read and post runs', async () => {
    const { main, when } = untilReady();
    const job = jobWith(append('STATE', 'ledger=kept\n') + main);
    const step = await job.runAction({ inputs: {}, end: { when, how: 'cancel' } });
    expect(step).toMatchObject({ signal: 'SIGINT', conclusion: 'cancelled' });
    expect(job.status()).toBe('cancelled');
    expect((await job.runPosts())[0]?.stdout).toBe('post kept kept\n');
  });

  test('what ignores SIGINT gets SIGTERM, and then SIGKILL', async () => {
    const { main, when } = untilReady();
    const ignoring = "process.on('SIGINT', () => {}); process.on('SIGTERM', () => console.log('got SIGTERM'));\n";
    const job = jobWith(ignoring + main, { patience: impatient });
    const step = await job.runAction({ inputs: {}, end: { when, how: 'cancel' } });
    expect(step).toMatchObject({ signal: 'SIGKILL', stdout: 'got SIGTERM\n' });
  });

  test('a step that takes too long is cancelled', async () => {
    const { main } = untilReady();
    const step = await jobWith(main).runAction({ inputs: {}, timeout: 300 });
    expect(step).toMatchObject({ signal: 'SIGINT', conclusion: 'cancelled' });
  });

  test('SIGKILL fails the step', async () => {
    const { main, when } = untilReady();
    const step = await jobWith(main).runAction({ inputs: {}, end: { when, how: 'SIGKILL' } });
    expect(step).toMatchObject({ signal: 'SIGKILL', conclusion: 'failure' });
  });

  sleep.test('a child that outlives its step is noticed, found and ended', async () => {
    const main = "require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'inherit' }).unref();";
    const job = jobWith(main, { patience: impatient });
    const step = await job.runAction({ inputs: {} });
    const [orphan] = job.orphans() ?? [];
    expect(step).toMatchObject({ exitCode: 0, outputHeldOpen: true });
    expect(orphan?.commandLine).toBe('sleep 600');
    job.dispose();
    expect(readdirSync(tmpdir())).not.toContain(job.folders.root);
  });
});

bash.describe('a shell step', () => {
  test('fails at the first command that fails', async () => {
    const step = await jobWith('').runShell('echo one; false; echo two');
    expect(step).toMatchObject({ exitCode: 1, stdout: 'one\n', conclusion: 'failure' });
    expect(step?.issues).toEqual([{ type: 'error', message: 'Process completed with exit code 1.' }]);
  });

  test('cannot start when a variable is too large for the kernel', async () => {
    const job = jobWith("appendFileSync(process.env.GITHUB_ENV, 'A=' + 'x'.repeat(128 * 1024) + '\\n');");
    await job.runAction({ inputs: {} });
    const step = await job.runShell('true');
    expect(step).toMatchObject({
      exitCode: null,
      conclusion: 'failure',
      startError: expect.stringContaining('E2BIG') as string,
    });
  });
});
