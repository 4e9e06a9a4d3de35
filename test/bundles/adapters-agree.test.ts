import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { componentScripts } from '../gitlab/support/component-script.js';
import { readEnvironment } from '../gitlab/support/read-environment.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { REPOSITORY } from '../harness/repository.js';
import { connected, useAgentJobs } from './support/azure-scenario.js';
import { access, CLIENT_SECRET, useEmulator, useJobs, vaultWith } from './support/scenario.js';
import { needs } from '../harness/programs.js';

const PEM = '-----BEGIN FAKE KEY-----\nZmFrZSBsaW5lIG9uZQ==\n-----END FAKE KEY-----\n';
/** What no Azure variable can hold, macros and several lines, has tests of its own. */
const QUOTES = `it's "quoted" \\ \`and\` $HOME %0A ; # ::set-output`;
const SPACES = '  spaces at both ends  ';
const EMOJI = 'chave-🔑-ção=1';
const BYTES = Buffer.from([0, 1, 254, 255]);
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
const VAULT = vaultWith({
  secrets: [
    { identity: 'values', data: [{ QUOTES, SPACES, EMOJI, EMPTY: '', NOTHING: null, NUMBER: 42 }] },
    { identity: 'odd names', data: [{ 'a-b c': 'fake-one', '1st': 'fake-two', 'A\nB=1': 'fake-three' }] },
    { identity: 'modifiers', data: [{ json: JSON.stringify({ a: { b: QUOTES } }), bytes: BYTES.toString('base64') }] },
    { identity: 'files', data: [{ PEM }] },
    { identity: 'expiring', expirationDate: IN_A_WEEK, data: [{ EXPIRING: 'fake-expiring' }] },
    { identity: 'bad', data: [{ PATH: '/fake' }] },
    { identity: 'twice', data: [{ X: 'fake-first' }, { X: 'fake-second' }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: 'fake-root-password' }],
});

/** One case of the table: what is selected, and what every adapter must publish for it. */
interface Case {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Contents by the name of the variable that has the path. */
  readonly files?: Readonly<Record<string, Buffer>>;
  /** What `deploy/file.tpl` of the checkout holds, and what becomes of it at FOLDER/filled. */
  readonly template?: { readonly text: string; readonly filled: string | undefined };
  readonly fails?: true;
  /** Whether the log warns of the secret that expires. */
  readonly warns?: true;
}

const EXPIRES = /The secret "expiring" expires on \d{4}-\d\d-\d\d, in 7 days\./;

const CASES: readonly Case[] = [
  {
    name: 'values under their own names',
    secrets: ['dsm:values'],
    variables: { QUOTES, SPACES, EMOJI, EMPTY: '', NUMBER: '42' },
  },
  {
    name: 'names made from fields',
    secrets: ['dsm:odd names#* > X_*', 'dsm:odd names#1st'],
    variables: { X_a_b_c: 'fake-one', X_1st: 'fake-two', X_A_B_1: 'fake-three', _1st: 'fake-two' },
  },
  {
    name: 'upper case, modifiers and another source',
    secrets: ['dsm:odd names#a-b c', 'dsm:modifiers#json | json=/a/b > INNER', 'pam:123 > ROOT'],
    settings: { 'name-case': 'upper' },
    variables: { A_B_C: 'fake-one', INNER: QUOTES, ROOT: 'fake-root-password' },
  },
  {
    name: 'files',
    secrets: ['dsm:files#PEM > path:PEM_FILE', 'dsm:modifiers#bytes | base64 > path:BYTES_FILE'],
    files: { PEM_FILE: Buffer.from(PEM), BYTES_FILE: BYTES },
  },
  {
    name: 'the later of two values, when asked for',
    secrets: ['dsm:twice'],
    settings: { 'on-conflict': 'last' },
    variables: { X: 'fake-second' },
  },
  {
    name: 'a secret that expires within 14 days',
    secrets: ['dsm:expiring'],
    variables: { EXPIRING: 'fake-expiring' },
    warns: true,
  },
  {
    name: 'such a one, where nobody wants to know',
    secrets: ['dsm:expiring'],
    settings: { 'expiry-warning': '0' },
    variables: { EXPIRING: 'fake-expiring' },
  },
  {
    name: 'a file from a template',
    secrets: ['dsm:values#QUOTES', 'template:deploy/file.tpl > file:FOLDER/filled'],
    template: {
      text: '{"a": {{ dsm:values#QUOTES | as=json }}}',
      filled: JSON.stringify({ a: QUOTES }).replace(':', ': '),
    },
    variables: { QUOTES },
  },
  {
    name: 'a template that takes what no line selects',
    secrets: ['dsm:values#QUOTES', 'template:deploy/file.tpl > file:FOLDER/filled'],
    template: { text: '{{ dsm:values#EMOJI }}', filled: undefined },
    fails: true,
  },
  { name: 'a conflict', secrets: ['dsm:twice'], fails: true },
  { name: 'a name on the deny-list', secrets: ['dsm:values', 'dsm:bad'], fails: true },
  { name: 'a secret that is not there', secrets: ['dsm:values', 'dsm:nowhere'], fails: true },
  { name: 'a wrong line', secrets: ['dsm:values', 'nonsense'], fails: true },
];

/** What a step that follows finds. */
interface Published {
  readonly ok: boolean;
  readonly log: string;
  readonly valueOf: (name: string) => string | undefined;
}

needs('bash', 'dash', 'coreutils').describe.each(nodeRuntimes())('the adapters on $name', ({ name, path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const newAgentJob = useAgentJobs({ name: name === 'Node 24' ? 'Node24' : 'Node20_1', path }, emulator);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agree-'));
    mkdirSync(join(folder, 'project'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const lines = ({ secrets }: Case) => secrets.map((line) => line.replace('FOLDER', folder));
  const checkOut = (workspace: string, { template }: Case) => {
    if (template === undefined) return;
    mkdirSync(join(workspace, 'deploy'), { recursive: true });
    writeFileSync(join(workspace, 'deploy/file.tpl'), template.text);
  };
  /** What the template of a case has become; it is gone then. */
  const filled = () => {
    const file = join(folder, 'filled');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    rmSync(file, { force: true });
    return text;
  };

  const inGitHub = async (each: Case): Promise<Published> => {
    const inputs = { ...access(emulator()), secrets: lines(each).join('\n'), ...each.settings };
    const job = newJob();
    checkOut(job.folders.workspace, each);
    const step = await job.runAction({ inputs });
    return { ok: step.conclusion === 'success', log: step.log, valueOf: (variable) => step.exportedEnv.get(variable) };
  };

  const inAzure = async (each: Case): Promise<Published> => {
    const { settings = {}, variables = {}, files = {} } = each;
    const camelCase = (text: string) => text.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const chosen = Object.fromEntries(Object.entries(settings).map(([key, value]) => [camelCase(key), value]));
    const job = newAgentJob();
    checkOut(job.folders.work, each);
    const secrets = lines(each).join('\n');
    const step = await job.runTask({ inputs: { ...connected(emulator()), secrets, ...chosen } });
    const names = [...Object.keys(variables), ...Object.keys(files)];
    const env = Object.fromEntries(names.map((variable, index) => [`V${index}`, `$(${variable})`]));
    const script = names.map((_, index) => `printf %s "$V${index}" | base64 -w0; echo`).join('\n');
    const { stdout } = await job.runScript(script === '' ? 'true' : script, env);
    const values = stdout.split('\n').map((line) => Buffer.from(line, 'base64').toString('utf8'));
    const log = step?.log ?? '';
    return { ok: step?.result === 'Succeeded', log, valueOf: (variable) => values[names.indexOf(variable)] };
  };

  const inGitLab = (each: Case): Promise<Published> => {
    const { settings = {} } = each;
    checkOut(join(folder, 'project'), each);
    const script = join(folder, 'script');
    writeFileSync(script, `set -eu\n${componentScripts().before}\n/usr/bin/env -0 >"$DUMP"\n`);
    const { url, 'ca-certificate': ca } = access(emulator());
    const variable = (key: string) => `SENHASEGURA_${key.toUpperCase().replaceAll('-', '_')}`;
    const env = {
      PATH: `${dirname(path)}:/usr/bin:/bin`,
      CI_JOB_ID: '42',
      CI_PROJECT_DIR: join(folder, 'project'),
      RUNNER_TEMP_PROJECT_DIR: join(folder, 'project.tmp'),
      DUMP: join(folder, 'dump'),
      SENHASEGURA_CLI: join(REPOSITORY, 'dist/gitlab/index.js'),
      SENHASEGURA_CLIENT_ID: 'tests',
      SENHASEGURA_CLIENT_SECRET: CLIENT_SECRET,
      SENHASEGURA_INPUT_URL: url,
      SENHASEGURA_INPUT_CA_CERTIFICATE: ca,
      SENHASEGURA_INPUT_SECRETS: `json:${JSON.stringify(lines(each))}`,
      ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [variable(key), value])),
    };
    const { status, stdout, stderr } = spawnSync('dash', [script], {
      ...{ cwd: join(folder, 'project'), env, encoding: 'utf8' },
    });
    const log = stdout + stderr;
    if (status !== 0) return Promise.resolve({ ok: false, log, valueOf: () => undefined });
    const environment = readEnvironment(readFileSync(join(folder, 'dump'), 'utf8'));
    return Promise.resolve({ ok: true, log, valueOf: (key) => environment.get(key) });
  };

  test.each(CASES)('publish the same for $name', async (each) => {
    const { variables = {}, files = {}, fails = false, warns = false } = each;
    for (const adapter of [inGitHub, inAzure, inGitLab]) {
      const { ok, log, valueOf } = await adapter(each);
      const values = Object.fromEntries(Object.keys(variables).map((key) => [key, valueOf(key)]));
      const contents = Object.fromEntries(Object.keys(files).map((key) => [key, readFileSync(valueOf(key) ?? '')]));
      expect({ adapter: adapter.name, ok, values, contents, warned: EXPIRES.test(log), filled: filled() }).toEqual({
        ...{ adapter: adapter.name, ok: !fails, values: variables, contents: files, warned: warns },
        filled: each.template?.filled,
      });
    }
  });
});
