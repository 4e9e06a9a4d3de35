import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmulator } from '@senhasegura-action/emulator';
import { findLeaks } from '../harness/leak-scanner.js';
import { REPOSITORY } from '../harness/repository.js';
import { createJob } from '../stand-ins/github-runner/job.js';

/** Plainly fake. */
const SECRETS = {
  'client secret': 'fake-client-secret-of-a-kill',
  password: 'fake-password-of-a-kill',
  root: 'fake-root-of-a-kill',
};

/** How long the vault works on one of its reads, and how long a request is waited for; milliseconds. */
const WORK = 700;
const TIMEOUT = 5_000;

/** Every sink of design section 2, custodies, and a read that takes its time. */
const LINES = `
dsm:database#PASSWORD > DB_PASSWORD
dsm:database#PASSWORD > output:PASSWORD
dsm:database#PASSWORD > path:PASSWORD_FILE
dsm:database#PASSWORD > file:conf/deep/database.txt
pam:11 > ROOT
pam:12 > path:SLOW_FILE
ssh:5 > ssh-agent
ssh:5#private_key > path:KEY_FILE
`;

const SLOW = '/iso/pam/credential/12';

const VAULT = {
  authorizations: [
    {
      name: 'kills',
      auth: { method: /** @type {const} */ ('oauth2'), clientId: 'kills', clientSecret: SECRETS['client secret'] },
    },
  ],
  secrets: [{ identity: 'database', data: [{ PASSWORD: SECRETS.password }] }],
  credentials: ['11', '12'].map((id) => ({ id, username: 'root', hostname: 'db.example.com', password: SECRETS.root })),
  sshKeys: [{ id: '5', identifier: 'deploy-key', username: 'deploy', hostname: 'web.example.com' }],
};

/**
 * A job whose action brings something for every sink, from a vault of its own. What a runner and a vault see of it can be asked
 * while it runs.
 */
export async function openScene() {
  const vault = await startEmulator({ data: VAULT });
  vault.faults.add({
    match: { method: 'GET', path: SLOW },
    times: 'always',
    fault: { kind: 'late', milliseconds: WORK },
  });
  const job = createJob({ actionDir: REPOSITORY, nodePath: process.execPath, secrets: [SECRETS['client secret']] });
  const { temp } = job.folders;
  const commands = join(temp, '_runner_file_commands');
  const inputs = {
    ...{
      url: vault.url,
      'ca-certificate': vault.caFile,
      'client-id': vault.clientId,
      'client-secret': vault.clientSecret,
    },
    ...{ secrets: LINES, timeout: String(TIMEOUT / 1000), 'strict-cleanup': 'true' },
  };
  return {
    job,
    /** @param {import('../stand-ins/github-runner/job.js').ActionStepOptions['end']} [end] */
    runMain: (end) => job.runAction({ inputs, ...(end === undefined ? {} : { end }) }),
    /** @param {NonNullable<import('../stand-ins/github-runner/job.js').ActionStepOptions['end']>} end */
    breakPost: (end) => job.breakPost(end),
    runPost: async () => (await job.runPosts())[0],
    /** What can be seen of the step that begins now. @returns {() => import('./moments.js').Sight} */
    watch: () => {
      const earlier = vault.requests.entries.length;
      const known = new Set(filesIn(commands));
      /** @param {string} prefix */
      const written = (prefix) =>
        filesIn(commands)
          .filter((name) => name.startsWith(prefix) && !known.has(name))
          .map((name) => readText(join(commands, name)))
          .join('');
      return () => {
        const entries = vault.requests.entries.slice(earlier);
        return {
          requests: entries.length,
          answers: entries.filter(({ status }) => status !== undefined).length,
          ledgers: (written('save_state_').match(/^ledger_parts<</gmu) ?? []).length,
          environment: written('set_env_'),
          outputs: written('set_output_'),
          summary: written('step_summary_'),
          files: ownFiles(temp),
        };
      };
    },
    /** Everything that must be gone once the job has ended, by what it is. */
    left: async () => {
      // The vault may still work on what nobody waits for.
      while (vault.requests.entries.some(({ path, caller }) => path === SLOW && caller === undefined)) await delay(10);
      const names = ['DB_PASSWORD', 'ROOT', 'PASSWORD_FILE', 'SLOW_FILE', 'KEY_FILE', 'SSH_AUTH_SOCK', 'SSH_AGENT_PID'];
      return {
        custodies: vault.state().custodies.length,
        agents: agentsBelow(temp),
        files: ownFiles(temp).length,
        variables: names.filter((name) => (job.environment.get(name) ?? '') !== '').length,
        leaks: findLeaks({ secrets: SECRETS, job }).length,
      };
    },
    close: async () => {
      agentsOf(temp).forEach((pid) => process.kill(pid, 'SIGKILL'));
      job.dispose();
      await vault.stop();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openScene>>} Scene */

/**
 * Paths below the temporary folder; those of the runner do not count.
 * @param {string} temp
 * @param {string} [folder]
 * @returns {string[]}
 */
const ownFiles = (temp, folder = '') =>
  filesIn(join(temp, folder))
    .map((name) => join(folder, name))
    .filter((path) => path !== '_runner_file_commands')
    .flatMap((path) => [path, ...ownFiles(temp, path)]);

/** The processes of ssh-agents whose socket lies below a folder: they get too few variables for the runner to find them. @param {string} folder */
const agentsOf = (folder) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      const words = readText(`/proc/${pid}/cmdline`).split('\0');
      return words[0]?.endsWith('ssh-agent') === true && words.some((word) => word.startsWith(`${folder}/`));
    })
    .map(Number);

/** @param {string} folder */
const agentsBelow = (folder) => agentsOf(folder).length;

/** Empty where there is no such folder. @param {string} folder */
function filesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty where the file has gone meanwhile. @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
