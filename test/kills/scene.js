import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmulator } from '@senhasegura-action/emulator';
import { openAzure } from './hosts/azure.js';
import { openGitHub } from './hosts/github.js';
import { openGitLab } from './hosts/gitlab.js';
import { openRun } from './hosts/run.js';
import { openRunb } from './hosts/runb.js';
import { readText } from './hosts/host.js';

/** @typedef {keyof typeof HOSTS} HostName */

const HOSTS = { github: openGitHub, azure: openAzure, gitlab: openGitLab, run: openRun, runb: openRunb };

/** Plainly fake. */
const SECRETS = {
  'client secret': 'fake-client-secret-of-a-kill',
  password: 'fake-password-of-a-kill',
  root: 'fake-root-of-a-kill',
};

/** How long the vault works on one of its reads, and how long a request is waited for; milliseconds. */
const WORK = 700;
const TIMEOUT = 5_000;

/** What is the same everywhere: custodies, a read that takes its time, and sinks that every host has. */
const COMMON = `
dsm:database#PASSWORD > DB_PASSWORD
dsm:database#PASSWORD > path:PASSWORD_FILE
pam:11 > ROOT
pam:12 > path:SLOW_FILE
ssh:5 > ssh-agent
ssh:5#private_key > path:KEY_FILE
`;
const OUTPUT = 'dsm:database#PASSWORD > output:PASSWORD\n';
const RELATIVE_FILE = 'dsm:database#PASSWORD > file:conf/deep/database.txt\n';

/** Every sink that a host has (design section 2). @type {Readonly<Record<HostName, (temp: string) => string>>} */
const LINES = {
  github: () => `${COMMON}${OUTPUT}${RELATIVE_FILE}template:app.tpl > file:conf/app.conf\n`,
  azure: () => COMMON + OUTPUT + RELATIVE_FILE,
  gitlab: () => COMMON + RELATIVE_FILE,
  run: (temp) => `${COMMON}dsm:database#PASSWORD > file:${temp}/conf/deep/database.txt`,
  runb: (temp) => `${COMMON}dsm:database#PASSWORD > file:${temp}/conf/deep/database.txt`,
};

const NAMES = ['DB_PASSWORD', 'ROOT', 'PASSWORD_FILE', 'SLOW_FILE', 'KEY_FILE', 'SSH_AUTH_SOCK', 'SSH_AGENT_PID'];

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
 * A job that brings something for every sink, from a vault of its own. What its host and the vault see of it can be asked while
 * it runs.
 * @param {HostName} name
 */
export async function openScene(name) {
  const vault = await startEmulator({ data: VAULT });
  vault.faults.add({
    match: { method: 'GET', path: SLOW },
    times: 'always',
    fault: { kind: 'late', milliseconds: WORK },
  });
  const host = HOSTS[name]({ vault, lines: LINES[name], timeout: TIMEOUT });
  /** The vault may still work on what nobody waits for. */
  const untilSettled = async () => {
    while (vault.requests.entries.some(({ path, caller }) => path === SLOW && caller === undefined)) await delay(10);
  };
  return {
    runMain: host.runMain,
    breakPost: host.breakPost,
    runPost: () => host.runPost(untilSettled),
    /** What can be seen of the step that begins now. @returns {() => import('./moments.js').Sight} */
    watch: () => {
      const earlier = vault.requests.entries.length;
      const look = host.watch();
      return () => {
        const entries = vault.requests.entries.slice(earlier);
        const answers = entries.filter(({ status }) => status !== undefined).length;
        return { ...look(), requests: entries.length, answers };
      };
    },
    /** Everything that must be gone once the job has ended, by what it is. */
    left: async () => {
      await untilSettled();
      return {
        custodies: vault.state().custodies.length,
        agents: agentsBelow(host.temp).length,
        files: host.files().length,
        variables: host.variables(NAMES),
        leaks: host.leaks(SECRETS).length,
      };
    },
    close: async () => {
      agentsBelow(host.temp).forEach((pid) => process.kill(pid, 'SIGKILL'));
      host.dispose();
      await vault.stop();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openScene>>} Scene */

/** The processes of ssh-agents whose socket lies below a folder: they get too few variables for the runner to find them. @param {string} folder */
const agentsBelow = (folder) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      const words = readText(`/proc/${pid}/cmdline`).split('\0');
      return words[0]?.endsWith('ssh-agent') === true && words.some((word) => word.startsWith(`${folder}/`));
    })
    .map(Number);
