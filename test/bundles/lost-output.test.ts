import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { variablesOf } from '../harness/emulator.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { calls, CLIENT_SECRET, useEmulator, vaultWith } from './support/scenario.js';

const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});
const RELEASE = 'DELETE /iso/pam/credential/custody/123';

/** Each is a redirection of standard output, after the command. */
const LOST = [
  ['that nobody reads', '| true; exit "${PIPESTATUS[0]}"'],
  ['on a full disk', '>/dev/full'],
] as const;

needs('bash', 'coreutils').describe.each(nodeRuntimes())('an output on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  let folder = '';
  const at = (name: string) => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lost-'));
    mkdirSync(at('temp'));
    for (const name of ['env', 'output', 'state', 'summary']) writeFileSync(at(name), '');
  });
  afterEach(async () => {
    expect(await emulator().state()).toMatchObject({ custodies: [] });
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (bundle: string, lost: string, variables: Readonly<Record<string, string>>) => {
    const own = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: folder, TMPDIR: at('temp') };
    const script = `'${path}' '${join(REPOSITORY, 'dist', bundle)}' ${lost}`;
    const child = spawn('bash', ['-c', script], { cwd: folder, env: { ...own, ...variables } });
    const ended = once(child, 'close') as Promise<[number]>;
    const [[code], printed, said] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    expect(said).not.toMatch(/^\s+at |node:internal|Unhandled/mu);
    expect(said).not.toContain(ROOT);
    expect(said).not.toContain(CLIENT_SECRET);
    return { code, printed };
  };
  const ofGitHub = () => {
    const files = { GITHUB_ENV: at('env'), GITHUB_OUTPUT: at('output'), GITHUB_STATE: at('state') };
    const { url, caFile, clientId } = emulator();
    const inputs = { INPUT_URL: url, 'INPUT_CA-CERTIFICATE': caFile, 'INPUT_CLIENT-ID': clientId };
    return {
      ...{ RUNNER_TEMP: at('temp'), GITHUB_STEP_SUMMARY: at('summary'), ...files, ...inputs },
      ...{ 'INPUT_CLIENT-SECRET': CLIENT_SECRET, INPUT_SECRETS: 'pam:123 > ROOT\npam:123 > path:ROOT_FILE' },
    };
  };
  /** What the runner makes of GITHUB_STATE. */
  const saved = () =>
    Object.fromEntries(
      [...readFileSync(at('state'), 'utf8').matchAll(/^(\w+)<<(\w+)\n(.*)\n\2$/gmu)].map(([, name, , value]) => [
        `STATE_${name ?? ''}`,
        value ?? '',
      ]),
    );

  test.each(LOST)('GitHub, %s: nothing is published unmasked, and main gives the custody back', async (_, lost) => {
    const { code } = await run('github/main/index.js', lost, ofGitHub());
    expect(code).toBe(1);
    expect(['env', 'output', 'summary'].map((name) => readFileSync(at(name), 'utf8'))).toEqual(['', '', '']);
    expect(await calls(emulator())).toContain(RELEASE);
    const post = await run('github/post/index.js', lost, { ...ofGitHub(), ...saved() });
    expect(post.code).toBe(0);
    expect(readdirSync(at('temp'))).toEqual([]);
  });

  test.each(LOST)('GitHub, %s for post alone: the custody is released all the same', async (_, lost) => {
    expect((await run('github/main/index.js', '>/dev/null', ofGitHub())).code).toBe(0);
    expect((await run('github/post/index.js', lost, { ...ofGitHub(), ...saved() })).code).toBe(0);
    expect(await calls(emulator())).toContain(RELEASE);
    expect(readdirSync(at('temp'))).toEqual([]);
  });

  test.each(LOST)('Azure DevOps, %s: the task fails, as the agent would not hear otherwise', async (_, lost) => {
    const { url, caFile, clientId } = emulator();
    const { code } = await run('azure/main/index.js', lost, {
      ...{ AGENT_TEMPDIRECTORY: at('temp'), INPUT_URL: url, INPUT_CACERTIFICATE: caFile, INPUT_CLIENTID: clientId },
      ...{ INPUT_CLIENTSECRET: CLIENT_SECRET, INPUT_SECRETS: 'pam:123 > ROOT' },
    });
    expect(code).toBe(1);
    expect(await calls(emulator())).toContain(RELEASE);
  });

  test.each(['NODE_DEBUG', 'NODE_DEBUG_NATIVE'])(
    '%s is refused by each main part, and by no post part',
    async (name) => {
      const debug = { [name]: 'child_process,undici,http' };
      const refused = await run('github/main/index.js', '', { ...ofGitHub(), ...debug });
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.printed).toContain(`${name} is set`);
      expect(await emulator().requests()).toEqual([]);
      expect((await run('github/main/index.js', '', ofGitHub())).code).toBe(0);
      const post = await run('github/post/index.js', '', { ...ofGitHub(), ...saved(), ...debug });
      expect(post.code).toBe(0);
      expect(post.printed).not.toContain(ROOT);
      expect(await calls(emulator())).toContain(RELEASE);
    },
  );

  test.each(LOST)('GitLab, %s: the job fails, and after_script gives the custody back', async (_, lost) => {
    const variables = {
      ...{ CI_JOB_ID: '7', RUNNER_TEMP_PROJECT_DIR: at('temp'), CI_PROJECT_DIR: at('project') },
      ...variablesOf(emulator()),
      SENHASEGURA_INPUT_SECRETS: 'json:["pam:123 > ROOT"]',
    };
    const bring = await run('gitlab/index.js', `gitlab bring ${lost}`, variables);
    expect(bring.code).toBe(1);
    const after = await run('gitlab/index.js', 'gitlab take-back 2>/dev/full', variables);
    expect(after.code).toBe(0);
    expect(await calls(emulator())).toContain(RELEASE);
  });
});
