import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJob } from '../stand-ins/github-runner/job.js';
import { assertNoLeak, findLeaks } from './leak-scanner.js';
import { needs } from './programs.js';

const SECRET = 'plainly?fake>s3cret~~~';
const secrets = { PASSWORD: SECRET };

let folder: string;
let job: ReturnType<typeof createJob> | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
});

afterEach(() => {
  job?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs an action whose main is this script. */
async function ran(main: string, options: { debug?: boolean } = {}) {
  writeFileSync(join(folder, 'action.yml'), 'runs:\n  using: node24\n  main: main.js\n');
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  const prelude = `const { appendFileSync, writeFileSync } = require('node:fs'); const s = '${SECRET}';\n`;
  writeFileSync(join(folder, 'main.js'), `${prelude}console.log('::add-mask::' + s);\n${main}`);
  job = createJob({ actionDir: folder, nodePath: process.execPath, ...options });
  await job.runAction({ inputs: {} });
  return job;
}

const placesOf = (leaks: ReturnType<typeof findLeaks>) => [...new Set(leaks.map(({ place }) => place))];

describe('the leak scanner', () => {
  needs('bash').test('finds nothing in a run that masks, exports, and cleans up', async () => {
    const run = await ran("appendFileSync(process.env.GITHUB_ENV, 'A=' + s + '\\n'); console.log('done');", {
      debug: true,
    });
    await run.runShell('printf "%s" "$A" >/dev/null');
    expect(() => {
      assertNoLeak({ secrets, job: run });
    }).not.toThrow();
  });

  test.each([
    ['standard output', 'console.log("x" + s)', 'standard output of Run action'],
    ['standard error', 'console.error("x" + s)', 'standard error of Run action'],
    ['a mask that begins in the middle of a line', 'console.log("x::add-mask::" + s)', 'standard output of Run action'],
    [
      'base64url, which the runner does not mask',
      'console.log(Buffer.from(s).toString("base64url"))',
      'the log of Run action',
    ],
    [
      'hex, which the runner does not mask',
      'console.log("::error::" + Buffer.from(s).toString("hex"))',
      'the annotations of Run action',
    ],
    [
      'the state',
      'appendFileSync(process.env.GITHUB_STATE, "a=" + JSON.stringify({ s }) + "\\n")',
      'the state file of Run action',
    ],
    ['the summary', 'appendFileSync(process.env.GITHUB_STEP_SUMMARY, s)', 'the summary of Run action'],
  ])('finds a secret in %s', async (_name, main, place) => {
    const run = await ran(main);
    const leaks = findLeaks({ secrets, job: run });
    expect(placesOf(leaks)).toContain(place);
    expect(() => {
      assertNoLeak({ secrets, job: run });
    }).toThrow(place);
  });

  needs('bash', 'coreutils').test('finds a secret in the log of a script', async () => {
    const run = await ran("appendFileSync(process.env.GITHUB_ENV, 'A=' + s + '\\n');");
    await run.runShell('printf "%s" "$A" | od -An -tx1 | tr -d " \\n"');
    expect(placesOf(findLeaks({ secrets, job: run }))).toEqual(['the log of Run script']);
  });

  test('finds a secret in the arguments of a process', async () => {
    const run = await ran('');
    const [step] = run.steps;
    const steps = step === undefined ? [] : [{ ...step, commandLine: ['node', `--password=${SECRET}`] }];
    expect(placesOf(findLeaks({ secrets, job: { steps, folders: run.folders } }))).toEqual([
      'the arguments of Run action',
    ]);
  });

  test.each(['workspace', 'temp', 'home', 'toolCache'] as const)('finds a secret on disk: %s', async (where) => {
    const run = await ran('');
    const path = join(run.folders[where], 'deep');
    mkdirSync(path);
    writeFileSync(join(path, 'file'), `user:${Buffer.from(`user:${SECRET}`).toString('base64')}`);
    expect(placesOf(findLeaks({ secrets, job: run }))).toEqual([`the file ${path}/file`]);
    expect(findLeaks({ secrets, job: run, disk: false })).toEqual([]);
  });

  test("finds a secret in a file's name and in where a link points", async () => {
    const run = await ran('');
    writeFileSync(join(run.folders.temp, SECRET), '');
    symlinkSync(`/nowhere/${SECRET}`, join(run.folders.temp, 'link'));
    expect(placesOf(findLeaks({ secrets, job: run })).sort()).toEqual([
      `the file ${run.folders.temp}/link`,
      `the name of the file ${run.folders.temp}/${SECRET}`,
    ]);
  });

  test('names the secret and never shows it', async () => {
    const run = await ran('console.log(s)');
    expect(() => {
      assertNoLeak({ secrets, job: run });
    }).toThrow(/^1 leak\(s\):\n {2}PASSWORD \(raw\) in standard output of Run action$/u);
  });
});
