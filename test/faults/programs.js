import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLeaks } from '../harness/leak-scanner.js';
import { createPlace } from '../harness/place.js';
import { REPOSITORY } from '../harness/repository.js';
import { createAgentJob } from '../stand-ins/azure-agent/job.js';
import { scannedJob } from '../stand-ins/azure-agent/scanned-job.js';
import { layOutTask } from '../stand-ins/azure-agent/lay-out-task.js';
import { createJob } from '../stand-ins/github-runner/job.js';
import { CLIENT_ID, ID, SECRETS } from './faulty-vault.js';
import { SETTINGS } from './operations.js';

/**
 * What one half of a job came to.
 * @typedef {object} Half
 * @property {number | null} exitCode
 * @property {boolean} isBounded Whether it ended by itself.
 * @property {string} errors What it said was wrong, warnings included; for people.
 * @property {string} output All that it wrote, for the search after stack traces.
 * @property {string | undefined} value The value that it handed on; `undefined` where it handed none on.
 *
 * A program that brings a secret and, in a second half, takes it back. Where one process does both, there is no second half.
 * @typedef {object} Program
 * @property {() => Promise<Half>} bring
 * @property {(() => Promise<Half>) | undefined} takeBack
 * @property {(secrets: Readonly<Record<string, string>>) => readonly import('../harness/leak-scanner.js').Leak[]} leaks
 *   After both halves.
 * @property {() => void} dispose
 *
 * @typedef {object} Access
 * @property {string} url
 * @property {string} ca
 * @property {string} secrets
 * @property {Readonly<Record<string, string>>} settings
 */

/** Milliseconds; the settings allow a few seconds, and the machine may have two cores for ten processes. */
const TIMEOUT = 45_000;

/** @param {Access} access */
const inputsOf = ({ url, ca, secrets, settings }) => ({
  ...{ url, 'ca-certificate': ca, 'client-id': CLIENT_ID, 'client-secret': SECRETS['client secret'], secrets },
  ...SETTINGS,
  ...settings,
});

/** @param {Access} access @returns {Program} */
function onGitHub(access) {
  const job = createJob({
    actionDir: REPOSITORY,
    nodePath: process.execPath,
    secrets: [SECRETS['client secret']],
  });
  writeFileSync(join(job.folders.workspace, 'value.tpl'), `{"value": {{ pam:${ID} | as=json }}}`);
  /** @param {import('../stand-ins/github-runner/step.js').StepResult} step @returns {Half} */
  const half = ({ exitCode, ended, issues, stdout, stderr, exportedEnv }) => ({
    ...{ exitCode, isBounded: ended === undefined, value: exportedEnv.get('VALUE') },
    ...{ errors: issues.map(({ message }) => message).join('\n'), output: stdout + stderr },
  });
  return {
    bring: async () => half(await job.runAction({ inputs: inputsOf(access), timeout: TIMEOUT })),
    takeBack: async () => half(await only(job.runPosts())),
    leaks: (secrets) => findLeaks({ secrets, job }),
    dispose: job.dispose,
  };
}

/** @param {Access} access @returns {Program} */
function onAzure(access) {
  const taskDir = mkdtempSync(join(tmpdir(), 'task-'));
  layOutTask(taskDir);
  const job = createAgentJob({ taskDir, handler: { name: 'Node20_1', path: process.execPath } });
  job.variables.set({ name: 'CLIENT_SECRET', value: SECRETS['client secret'], secret: true });
  const inputs = Object.entries({ ...inputsOf(access), 'client-secret': '$(CLIENT_SECRET)' }).map(([name, value]) => [
    name.replaceAll(/-(.)/gu, (_, letter) => letter.toUpperCase()),
    value,
  ]);
  /** @param {import('../stand-ins/azure-agent/step.js').StepResult} step @returns {Half} */
  const half = ({ exitCode, ended, issues, stdout, stderr, result }) => ({
    // A task tells its result by a command.
    ...{ exitCode: result === 'Failed' ? 1 : exitCode, isBounded: ended === undefined },
    ...{ value: job.variables.get('VALUE')?.value, errors: issues.map(({ message }) => message).join('\n') },
    output: stdout + stderr,
  });
  return {
    bring: async () =>
      half(await only(job.runTask({ inputs: Object.fromEntries(inputs) }).then((step) => (step ? [step] : [])))),
    takeBack: async () => half(await only(job.runPosts())),
    leaks: (secrets) => findLeaks({ secrets, job: scannedJob(job) }),
    dispose: () => {
      job.dispose();
      rmSync(taskDir, { recursive: true, force: true });
    },
  };
}

/** @param {Access} access @returns {Program} */
function onGitLab(access) {
  const place = createPlace({
    ...{ CI_JOB_ID: '1', CI_PROJECT_DIR: 'project', RUNNER_TEMP_PROJECT_DIR: 'runner' },
    ...Object.fromEntries(Object.entries(inputsOf(access)).map(([name, value]) => [variable(name), value])),
  });
  const run = (/** @type {string} */ verb) =>
    place.run([join(REPOSITORY, 'dist/gitlab/index.js'), 'gitlab', verb], { timeout: TIMEOUT });
  return {
    bring: async () => {
      const ended = await run('bring');
      const script = `${ended.stdout}\nprintf %s "\${VALUE-}"`;
      const value =
        ended.exitCode === 0
          ? (await place.run(['-c', script], { file: '/bin/sh', timeout: TIMEOUT })).stdout
          : undefined;
      return half({ ...ended, stdout: '' }, value);
    },
    takeBack: async () => half(await run('take-back'), undefined),
    leaks: place.leaks,
    dispose: place.dispose,
  };
}

/** Reads the variable, and prints what only who has the value can know. */
const SHOW_HASH =
  'process.stdout.write(require("crypto").createHash("sha256").update(process.env.VALUE).digest("hex"))';
const HASH = createHash('sha256').update(SECRETS.value).digest('hex');

/** @param {Access} access @param {'get' | 'run'} command @returns {Program} */
function onCommandLine(access, command) {
  const { secrets, ...inputs } = inputsOf(access);
  const settings = Object.entries(inputs).map(([name, value]) => [variable(name), value]);
  const place = createPlace(Object.fromEntries(settings));
  const words =
    command === 'get'
      ? ['get', secrets.split(' > ')[0] ?? '']
      : ['run', '--secret', secrets, '--', process.execPath, '-e', SHOW_HASH];
  return {
    bring: async () => {
      const ended = await place.run([join(REPOSITORY, 'dist/cli/index.js'), ...words], { timeout: TIMEOUT });
      const { stdout } = ended;
      const isRight = stdout === (command === 'get' ? SECRETS.value : HASH);
      // What `get` hands on is the value itself.
      return half({ ...ended, stdout: '' }, isRight ? SECRETS.value : stdout === '' ? undefined : stdout);
    },
    takeBack: undefined,
    leaks: place.leaks,
    dispose: place.dispose,
  };
}

/** A file from a template, and its end. @param {Access} access @returns {Program} */
function onInject(access) {
  const { secrets, ...inputs } = inputsOf(access);
  const place = createPlace(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variable(name), value])));
  const file = join(place.folders.project, 'out', 'value');
  writeFileSync(join(place.folders.project, 'value.tpl'), `{{ ${secrets.split(' > ')[0] ?? ''} }}`);
  const run = (/** @type {readonly string[]} */ words) =>
    place.run([join(REPOSITORY, 'dist/cli/index.js'), 'inject', '-o', 'out/value', ...words], { timeout: TIMEOUT });
  return {
    bring: async () => half(await run(['-i', 'value.tpl']), existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    takeBack: async () => half(await run(['--clean']), undefined),
    leaks: place.leaks,
    dispose: place.dispose,
  };
}

/** @param {string} setting */
const variable = (setting) => `SENHASEGURA_${setting.toUpperCase().replaceAll('-', '_')}`;

/** @typedef {import('../stand-ins/github-runner/run-process.js').ProcessResult} ProcessResult */

/** @param {ProcessResult} ended @param {string | undefined} value @returns {Half} */
const half = ({ exitCode, ended, stdout, stderr }, value) => ({
  ...{ exitCode, isBounded: ended === undefined, value, output: stdout + stderr },
  errors: stderr.replaceAll(/^senhasegura: (?!warning: |error: ).*$\n?/gmu, ''),
});

/**
 * The one of a list that is to have one.
 * @template T
 * @param {Promise<readonly T[]>} list
 */
async function only(list) {
  const [first] = await list;
  if (first === undefined) throw new Error('The step did not run');
  return first;
}

/** @type {Readonly<Record<import('./operations.js').Operation['program'], (access: Access) => Program>>} */
export const PROGRAMS = {
  github: onGitHub,
  azure: onAzure,
  gitlab: onGitLab,
  'cli-get': (access) => onCommandLine(access, 'get'),
  'cli-run': (access) => onCommandLine(access, 'run'),
  'cli-inject': onInject,
};
