import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { NASTY_VALUES, commandsThatTouch } from '../../packages/cli/test/formats/nasty-values.js';
import { POSIX_SHELLS, type Shell } from '../../packages/cli/test/formats/readers/shell.js';
import { CLIENT_SECRET, access, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { REPOSITORY } from '../harness/repository.js';
import { componentScripts } from './support/component-script.js';
import { readEnvironment } from './support/read-environment.js';
import { each, needs } from '../harness/programs.js';

/** A file that a value would make when a shell took it for a command. */
const CANARY = join(tmpdir(), `senhasegura-canary-${process.pid}`);
/** What one process can be started with. */
const VALUES = [...NASTY_VALUES.filter((value) => value.length <= 20_000), ...commandsThatTouch(CANARY)];
const FIELDS = Object.fromEntries(VALUES.map((value, index) => [`V${index}`, value]));
const TRACED = 'fake-value-that-no-trace-may-show';
const VAULT = vaultWith({
  secrets: [
    { identity: 'nasty', data: [FIELDS] },
    { identity: 'traced', data: [{ TRACED }] },
    { identity: 'kept', data: [{ UID: 'fake' }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: 'fake-password-in-custody' }],
});
const scripts = componentScripts();

describe.each(nodeRuntimes().slice(0, 1))('the scripts of the component on $name', ({ path: nodePath }) => {
  const emulator = useEmulator(VAULT);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'job-'));
    mkdirSync(join(folder, 'project'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const runIn = async (shell: Shell, script: string, variables: Readonly<Record<string, string>> = {}) => {
    const { url, 'ca-certificate': ca } = access(emulator());
    const file = join(folder, 'script');
    writeFileSync(file, script);
    const [program, ...args] = shell.command;
    const child = spawn(program, [...args, file], {
      cwd: join(folder, 'project'),
      env: {
        PATH: `${dirname(nodePath)}:/usr/bin:/bin`,
        LC_ALL: 'C.UTF-8',
        CI_JOB_ID: '42',
        CI_PROJECT_DIR: join(folder, 'project'),
        RUNNER_TEMP_PROJECT_DIR: join(folder, 'project.tmp'),
        SENHASEGURA_CLI: join(REPOSITORY, 'dist/gitlab/index.js'),
        SENHASEGURA_CLIENT_ID: 'tests',
        SENHASEGURA_CLIENT_SECRET: CLIENT_SECRET,
        SENHASEGURA_INPUT_URL: url,
        SENHASEGURA_INPUT_CA_CERTIFICATE: ca,
        DUMP: join(folder, 'dump'),
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [log, trace, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { log, trace, code };
  };
  const dump = () => readEnvironment(readFileSync(join(folder, 'dump'), 'utf8'));
  const list = (...lines: string[]) => ({ SENHASEGURA_INPUT_SECRETS: `json:${JSON.stringify(lines)}` });

  each(POSIX_SHELLS).test('give $name exactly the nasty values, and take them back in another shell', async (shell) => {
    const before = `set -eu\n${scripts.before}\n/usr/bin/env -0 >"$DUMP"\n`;
    const { log, trace, code } = await runIn(shell, before, list('dsm:nasty#*', 'pam:123 > ROOT'));
    expect({ log, code, trace: trace.includes('error') }).toEqual({ log: '', code: 0, trace: false });
    const environment = dump();
    expect(Object.fromEntries(Object.keys(FIELDS).map((name) => [name, environment.get(name)]))).toEqual(FIELDS);
    expect([...environment.keys()].filter((name) => name.startsWith('senhasegura_'))).toEqual([]);
    expect(existsSync(CANARY)).toBe(false);
    expect((await emulator().state()).custodies).toHaveLength(1);
    const after = await runIn(shell, `set -eu\n${scripts.after}\n`);
    expect([after.code, after.log]).toEqual([0, '']);
    expect((await emulator().state()).custodies).toEqual([]);
    expect(existsSync(join(folder, 'project.tmp', 'sg-42'))).toBe(false);
  });

  each(POSIX_SHELLS).test('keep a value out of a trace of $name, which goes on afterwards', async (shell) => {
    const before = `set -eux\n${scripts.before}\n: after\n/usr/bin/env -0 >"$DUMP"\n`;
    const { log, trace, code } = await runIn(shell, before, list('dsm:traced#TRACED'));
    expect([code, log, dump().get('TRACED')]).toEqual([0, '', TRACED]);
    expect(trace).toContain(': after');
    expect(trace).not.toContain(TRACED);
    expect(trace).not.toContain(CLIENT_SECRET);
  });

  needs('dash', 'coreutils').test.each([
    ['a secret that is not there', list('dsm:nowhere#A'), 'nowhere'],
    ['a name that the shell keeps', list('dsm:kept'), 'The shell keeps the name UID for itself'],
    ['a bundle that is not there', { SENHASEGURA_CLI: '/nowhere/index.js' }, 'SENHASEGURA_CLI names no file'],
    ['an image without Node.js', { PATH: '/nowhere' }, 'this image has no Node.js'],
  ])('fail the job for %s', async (_, variables, message) => {
    const [, , dash] = POSIX_SHELLS as readonly [Shell, Shell, Shell];
    const absolute: Shell = { ...dash, command: ['/usr/bin/dash'] };
    const { log, trace, code } = await runIn(absolute, `${scripts.before}\necho reached\n`, variables);
    expect([code, log]).toEqual([1, '']);
    expect(trace).toContain(message);
    const after = await runIn(absolute, scripts.after, variables);
    expect([after.code, after.log]).toEqual([0, '']);
  });
});
