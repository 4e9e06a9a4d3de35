import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { pathFromWindows } from '../harness/wine.js';
import { access, expectNoLeak, messages, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useParent, useWindowsJobs } from './support/windows-jobs.js';

/** What cmd.exe, a path of Windows or a text file of Windows would read as something else. */
const VALUES = {
  PLAIN: 'fake-password-of-the-database',
  CMD: 'fake %PATH% & echo "x" ^& !y! | more > nul',
  UNICODE: 'fake-ção-日本-🔑',
  CRLF: 'fake first line\r\nfake second line\r\n',
  LF: 'fake upper line\nfake lower line\n\nfake last line',
  PATH_LIKE: 'Z:\\fake\\new\\table\\',
  SPACES: '  fake with spaces  ',
};
const ENCODED = 'fake-value-that-was-encoded';
const BINARY = Buffer.from([0, 255, 13, 10, 26, 10, 0x80]);
const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  secrets: [
    { identity: 'values', data: [VALUES] },
    {
      identity: 'other',
      data: [{ ENCODED: Buffer.from(ENCODED).toString('base64'), BINARY: BINARY.toString('base64') }],
    },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});
const SECRETS = { ...VALUES, ENCODED, ROOT };
const LINES = [
  'dsm:values',
  'dsm:values#* > {id}_*',
  'dsm:values#* > output:OUT_*',
  'dsm:values#CRLF > path:CRLF_FILE',
  'dsm:values#UNICODE > file:conf/deep/ünï code.txt',
  'dsm:values#CMD > file:conf\\back\\slashes.txt',
  'dsm:other#BINARY | base64 > file:binary.bin',
  'dsm:other#ENCODED | base64 > ENCODED',
  'dsm:nowhere#x | optional > NOWHERE',
  'pam:123 > ROOT',
].join('\r\n');

needs('wine', 'Node for Windows').describe('the sinks of the action on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newJob = useWindowsJobs();
  const newParent = useParent();
  type Job = ReturnType<typeof newJob>;
  const run = (job: Job, secrets = LINES, inputs: Readonly<Record<string, string>> = {}) =>
    job.runAction({ inputs: { ...access(emulator()), secrets, ...inputs } });
  /** What a later step of Node finds in its variables. */
  const seen = async (job: Job, env: Readonly<Record<string, string>> = {}) => {
    const script = `require('fs').writeFileSync('seen.json', JSON.stringify(process.env));`;
    expect(await job.runShell(script, { shell: 'node {0}', env })).toMatchObject({ conclusion: 'success' });
    const file = join(job.folders.workspace, 'seen.json');
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  };

  test('variables, outputs and files hold what the vault holds, byte for byte, and post takes all of it back', async () => {
    const job = newJob();
    const main = await run(job);
    expect(messages(main, 'error')).toEqual([]);
    expect(main).toMatchObject({ conclusion: 'success', stderr: '', deprecated: [] });
    expect(messages(main, 'notice').join()).toContain('nowhere');
    const outputs = Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [`OUT_${name}`, value]));
    expect(Object.fromEntries(main.outputs)).toEqual(outputs);
    const prefixed = Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [`values_${name}`, value]));
    const environment = { ...VALUES, ...prefixed, ENCODED, ROOT };
    expect(Object.fromEntries(main.exportedEnv)).toMatchObject(environment);

    const path = main.exportedEnv.get('CRLF_FILE') ?? '';
    expect(path).toMatch(/^Z:\\.* 日本 \(CI\)\\.*\\CRLF_FILE$/u);
    const files = new Map([
      [pathFromWindows(path), Buffer.from(VALUES.CRLF)],
      [join(job.folders.temp, 'conf/deep/ünï code.txt'), Buffer.from(VALUES.UNICODE)],
      [join(job.folders.temp, 'conf/back/slashes.txt'), Buffer.from(VALUES.CMD)],
      [join(job.folders.temp, 'binary.bin'), BINARY],
    ]);
    for (const [file, content] of files) expect(readFileSync(file)).toEqual(content);
    expectNoLeak(job, SECRETS, false);

    expect(await seen(job)).toMatchObject(environment);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', exitCode: 0, issues: [] });
    expect([...files.keys()].filter((file) => existsSync(file))).toEqual([]);
    expect(existsSync(join(job.folders.temp, 'conf'))).toBe(false);
    expect((await seen(job)).PLAIN ?? '').toBe('');
    expect((await emulator().state()).custodies).toEqual([]);
  });

  test('a later step of cmd.exe has the variables, and what it prints of them is masked', async () => {
    const job = newJob();
    await run(job, 'dsm:values#PLAIN > SECRET_OF_CMD\ndsm:values#PLAIN > path:PLAIN_FILE');
    const script =
      'console.log(require("child_process").execSync("echo [%SECRET_OF_CMD%]& type \\"%PLAIN_FILE%\\"") + "")';
    const step = await job.runShell(script, { shell: 'node {0}' });
    expect(step?.stdout).toContain(`[${VALUES.PLAIN}]\r\n${VALUES.PLAIN}`);
    expect(step?.log).toMatch(/\[\*\*\*\]\r?\n\*\*\*/u);
    await job.runPosts();
    expectNoLeak(job, { PLAIN: VALUES.PLAIN });
  });

  test('an absolute path of Windows is taken as it is, and what leads out of the temporary folder too', async () => {
    const parent = newParent();
    const job = newJob({ parent });
    const absolute = `Z:${parent.replaceAll('/', '\\')}\\absolute.txt`;
    const main = await run(
      job,
      `dsm:values#PLAIN > file:${absolute}\ndsm:values#LF > file:${absolute.replaceAll('\\', '/')}.2`,
    );
    expect(messages(main, 'error')).toEqual([]);
    expect(readFileSync(join(parent, 'absolute.txt'), 'utf8')).toBe(VALUES.PLAIN);
    expect(readFileSync(join(parent, 'absolute.txt.2'), 'utf8')).toBe(VALUES.LF);
    await job.runPosts();
    expect([existsSync(join(parent, 'absolute.txt')), existsSync(join(parent, 'absolute.txt.2'))]).toEqual([
      false,
      false,
    ]);
    expectNoLeak(job, SECRETS);
  });

  test('in a temporary folder whose path is longer than 260 characters', async () => {
    const job = newJob({ parent: newParent('a'.repeat(100), 'b'.repeat(100), 'ç'.repeat(80)) });
    const long = `${'long/'.repeat(20)}file.txt`;
    const main = await run(job, `dsm:values#PLAIN > path:A_FILE\ndsm:values#PLAIN > file:${long}\npam:123 > ROOT`);
    expect(messages(main, 'error')).toEqual([]);
    const path = main.exportedEnv.get('A_FILE') ?? '';
    expect(path.length).toBeGreaterThan(260);
    const files = [pathFromWindows(path), join(job.folders.temp, long)];
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual([VALUES.PLAIN, VALUES.PLAIN]);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expect(files.filter((file) => existsSync(file))).toEqual([]);
    expect(existsSync(join(job.folders.temp, 'long'))).toBe(false);
    expectNoLeak(job, SECRETS);
  });

  test('a path at which Windows has no file is refused before anything is exported', async () => {
    const job = newJob();
    const paths = ['conf\\NUL', 'con.txt', 'licence.txt:stream', 'ends with a dot.'];
    const lines = paths.map((path) => `dsm:values#PLAIN > file:${path}`);
    const main = await run(job, ['dsm:values#PLAIN > PLAIN', ...lines].join('\n'));
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    const said = messages(main, 'error').join('\n');
    for (const name of ['NUL', 'con.txt', 'licence.txt:stream', 'ends with a dot.']) {
      expect(said).toContain(`Windows has no file "${name}"`);
    }
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });
});
