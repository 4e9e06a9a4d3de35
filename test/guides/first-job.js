import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { startEmulator, variablesOf } from '../harness/emulator.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';
import { runOnAzure } from './azure-host.js';
import { blocksOf } from './blocks.js';
import { runOnGithub } from './github-host.js';
import { runOnGitlab } from './gitlab-host.js';
import { cloneOf, environmentOf, runProgram, writeFiles } from '../harness/sandbox.js';

/**
 * From the clone to the first green job, as a guide says it: its own blocks are run, one after another and as they are, with the
 * address and the credentials of a local vault, and the id of a publisher, in the place of the example's. What a guide has done in a browser (variables of a
 * project, a service connection) the stand-in is given.
 * @typedef {object} Walk
 * @property {string} system
 * @property {string} guide
 * @property {readonly import('../harness/programs.js').ProgramName[]} needs
 * @property {(given: Given) => Promise<string>} walk Ends with the log of the first green job. Throws where a step is not green.
 *
 * @typedef {object} Given
 * @property {string} root an empty folder
 * @property {import('../harness/emulator.js').EmulatorProcess} vault
 * @property {(search: { readonly language: string, readonly has?: string }) => readonly string[]} blocks of the guide, of this language
 * @property {import('../harness/sandbox.js').Texts} env of a shell, where `git clone` finds this repository behind its address on GitHub
 */

/** What has come to be when a job is green: the script has what it needs. */
const DEPLOY = {
  'deploy.sh':
    '#!/bin/sh\n[ -n "$DB_PASSWORD" ] || exit 3\n[ -z "$ACCOUNT_FILE" ] || [ -s "$ACCOUNT_FILE" ] || exit 4\necho deployed\n',
};
const UPSTREAM = 'https://github.com/org/senhasegura-action';
const MIRROR = 'https://gitlab.example.com/your-group/senhasegura-action.git';

/** @type {readonly Walk[]} */
export const WALKS = [
  {
    system: 'GitHub Actions',
    guide: 'docs/github.md',
    needs: ['act', 'bash', 'coreutils', 'git', 'Node 24'],
    walk: async ({ root, vault, blocks }) => {
      const action = join(root, 'action');
      cloneOf(action, REPOSITORY);
      const { SENHASEGURA_CLIENT_ID, SENHASEGURA_CLIENT_SECRET, SENHASEGURA_CA_CERTIFICATE } = variablesOf(vault);
      const given = {
        ...{ action, files: DEPLOY, variables: { SENHASEGURA_CLIENT_ID }, secrets: { SENHASEGURA_CLIENT_SECRET } },
        env: { SENHASEGURA_CA_CERTIFICATE },
      };
      return inOrder(blocks({ language: 'yaml' }), (workflow, at) =>
        runOnGithub({ root: join(root, at), workflow, ...given }),
      );
    },
  },
  {
    system: 'Azure DevOps',
    guide: 'docs/azure.md',
    needs: ['bash', 'file', 'git', 'sh'],
    walk: async ({ root, vault, blocks, env }) => {
      const packed = await inOrder(blocks({ language: 'sh' }), (lines) =>
        runProgram('sh', ['-euc', lines], { cwd: root, env }),
      );
      const taskDir = join(root, 'task');
      install(/\S+\.vsix/u.exec(packed)?.[0] ?? '', taskDir);
      const { url, clientId, clientSecret, caFile } = vault;
      const connection = { url, scheme: 'None', parameters: { clientSecret }, data: { clientId } };
      const agent = {
        ...{ taskDir, handler: { name: /** @type {const} */ ('Node20_1'), path: node() } },
        ...{ endpoints: { 'production-vault': connection }, variables: { 'Agent.CAInfo': { value: caFile } } },
      };
      return inOrder(blocks({ language: 'yaml' }), (pipeline) => runOnAzure({ pipeline, files: DEPLOY, agent }));
    },
  },
  {
    system: 'GitLab',
    guide: 'docs/gitlab.md',
    needs: ['bash', 'coreutils', 'git', 'rsync', 'sh'],
    walk: async ({ root, vault, blocks, env }) => {
      const mirror = join(root, 'mirror.git');
      execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', mirror]);
      pretend(env, MIRROR, mirror);
      await inOrder(blocks({ language: 'sh', has: 'git push' }), (lines) =>
        runProgram('sh', ['-euc', lines], { cwd: root, env }),
      );
      const image = await build(blocks({ language: 'dockerfile', has: 'dist/gitlab' }), root, env);
      const { SENHASEGURA_CLIENT_ID, SENHASEGURA_CLIENT_SECRET, SENHASEGURA_CA_CERTIFICATE } = variablesOf(vault);
      const variables = { SENHASEGURA_CLIENT_ID, SENHASEGURA_CLIENT_SECRET, SENHASEGURA_CA_CERTIFICATE, ...image };
      return inOrder(blocks({ language: 'yaml', has: 'component:' }).slice(0, 2), (pipeline, at) =>
        runOnGitlab({ root: join(root, at), mirror, pipeline, files: DEPLOY, variables }),
      );
    },
  },
  {
    system: 'a shell',
    guide: 'docs/cli.md',
    needs: ['coreutils', 'git', 'sh'],
    walk: async ({ root, vault, blocks, env }) => {
      writeFiles(root, DEPLOY);
      const { SENHASEGURA_CA_CERTIFICATE } = variablesOf(vault);
      const machine = { ...env, SENHASEGURA_CA_CERTIFICATE, npm_config_prefix: join(root, 'npm') };
      const PATH = `${join(root, 'npm/bin')}:${env['PATH'] ?? ''}`;
      return inOrder(blocks({ language: 'sh', has: 'git clone' }), (lines) =>
        runProgram('sh', ['-euc', lines], { cwd: root, env: { ...machine, PATH } }),
      );
    },
  },
];

/**
 * Walks one guide, with a vault of its own that holds the emulator's sample.
 * @param {Walk} walk
 * @returns {Promise<{ readonly seconds: number, readonly log: string }>}
 * @throws {Error} with the log of what was not green
 */
export async function firstJob({ guide, walk }) {
  const root = mkdtempSync(join(tmpdir(), 'first-job-'));
  const vault = await startEmulator({ bundle: EMULATOR_BUNDLE });
  try {
    const home = join(root, 'home');
    mkdirSync(home);
    const env = environmentOf(home, node());
    const upstream = join(root, 'upstream');
    // Its releases have tags.
    cloneOf(upstream, REPOSITORY, { tag: 'v1.0.0' });
    pretend(env, UPSTREAM, upstream);
    const all = blocksOf(REPOSITORY, guide);
    /** @param {{ readonly language: string, readonly has?: string }} search */
    const blocks = ({ language, has = '' }) =>
      all
        .filter((block) => block.language === language && block.text.includes(has))
        .map(({ text }) => withVault(text, vault));
    const began = performance.now();
    const log = await walk({ root, vault, blocks, env });
    const seconds = (performance.now() - began) / 1000;
    const missing = shownBy(guide).filter((line) => !plain(log).includes(line));
    if (missing.length > 0) throw new Error(`${guide} shows what the log has not: ${missing.join(' · ')}\n${log}`);
    return { seconds, log };
  } finally {
    await vault.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

const node = () => nodeRuntimes()[0]?.path ?? process.execPath;

/** @param {string} text @param {import('../harness/emulator.js').EmulatorProcess} vault */
const withVault = (text, { url, clientId, clientSecret }) =>
  text
    .replaceAll('https://vault.example.com', url)
    .replaceAll('your-client-id', clientId)
    .replaceAll('your-client-secret', clientSecret)
    .replaceAll('your-publisher', 'fake-publisher');

/**
 * Runs blocks one after another, each of which must be green.
 * @param {readonly string[]} blocks
 * @param {(block: string, at: string) => Promise<import('../harness/sandbox.js').Ended>} run `at`: a name of its own for the block
 * @returns {Promise<string>} the log of the last one
 */
async function inOrder(blocks, run) {
  if (blocks.length === 0) throw new Error('The guide has no such block.');
  let last = '';
  for (const [index, block] of blocks.entries()) {
    const { code, log } = await run(block, `job-${index + 1}`);
    if (code !== 0) throw new Error(`It ended with ${code}:\n${block}\n${log}`);
    last = log;
  }
  return last;
}

/** What the guide says that the log or the summary shows, line by line. @param {string} guide */
function shownBy(guide) {
  const texts = blocksOf(REPOSITORY, guide).filter(({ language }) => language === 'text');
  const rows = readFileSync(join(REPOSITORY, guide), 'utf8').matchAll(/^\| .*`dsm:.* yes.*\|$/gmu);
  const lines = [...texts.flatMap(({ text }) => text.split('\n')), ...Array.from(rows, ([row]) => row)];
  return lines.filter((line) => line !== '').map(plain);
}

/** A text without what makes cells and code of it. @param {string} text */
const plain = (text) => text.replaceAll(/<\/?code>|`/gu, '').replaceAll(/ +/gu, ' ');

/** Has git find a repository of this machine behind an address. @param {import('../harness/sandbox.js').Texts} env @param {string} address @param {string} folder */
function pretend(env, address, folder) {
  const name = `url.file://${folder}.insteadOf`;
  execFileSync('git', ['config', '--global', '--add', name, address], { env });
}

/** Lays out what the extension installs. @param {string} vsix @param {string} taskDir */
function install(vsix, taskDir) {
  for (const [name, content] of Object.entries(unzipSync(readFileSync(vsix)))) {
    const [folder, ...rest] = name.split('/');
    if (folder !== 'SenhaseguraSecrets' || name.endsWith('/')) continue;
    const file = join(taskDir, ...rest);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, name.endsWith('.json') ? strFromU8(content) : content);
  }
}

/**
 * Does what a Dockerfile says, in a folder in the place of the image's root.
 * @param {readonly string[]} files
 * @param {string} root where the clone is
 * @param {import('../harness/sandbox.js').Texts} env
 * @returns {Promise<import('../harness/sandbox.js').Texts>} the variables that the image has
 */
async function build(files, root, env) {
  const image = join(root, 'image');
  /** @type {Record<string, string>} */
  const variables = {};
  for (const line of files.join('').split('\n').filter(Boolean)) {
    const [, word, from = '', to = ''] = /^(FROM|COPY|ENV) ([^ =]+)[ =]?(.*)$/u.exec(line) ?? [];
    if (word === undefined) throw new Error(`What does this line of the Dockerfile do? ${line}`);
    if (word === 'ENV') variables[from] = join(image, to);
    if (word !== 'COPY') continue;
    mkdirSync(dirname(join(image, to)), { recursive: true });
    const copy = ['-R', join(root, 'senhasegura-action', from), join(image, to)];
    const { code, log } = await runProgram('cp', copy, { cwd: root, env });
    if (code !== 0) throw new Error(log);
  }
  return variables;
}
