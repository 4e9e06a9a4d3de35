import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import {
  access,
  calls,
  expectNoLeak,
  messages,
  READ_SECRETS,
  TOKEN,
  useEmulator,
  useJobs,
  vaultWith,
} from './support/scenario.js';
import { needs } from '../harness/programs.js';

const PASSWORD = 'fake-password-to-be-published';
const INNER = 'fake-inner-client-s3cret';
const ENCODED = 'fake-value-that-was-encoded';
const BINARY = Buffer.from([0, 255, 1, 254, 0x80, 10, 13]);
const VAULT = vaultWith({
  secrets: [
    { identity: 'database', data: [{ username: 'app-user', password: PASSWORD }] },
    { identity: 'account', data: [{ json: JSON.stringify({ client: { secret: INNER, 'a/b': 'slash' }, list: [1] }) }] },
    {
      identity: 'encoded',
      data: [
        {
          text: Buffer.from(ENCODED).toString('base64'),
          url: Buffer.from(ENCODED).toString('base64url'),
          binary: BINARY.toString('base64'),
          json: Buffer.from(JSON.stringify({ inner: INNER })).toString('base64'),
          wrong: 'not base64!',
        },
      ],
    },
    { identity: 'short', data: [{ PIN: '123' }] },
    { identity: 'a|pipe `tick` <b>', data: [{ PIPED: 'fake-piped-value' }] },
  ],
});
const SECRETS = { PASSWORD, INNER, ENCODED };

describe.each(nodeRuntimes())('publishing on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const run = async (job: ReturnType<typeof newJob>, secrets: string, inputs: Readonly<Record<string, string>> = {}) =>
    job.runAction({ inputs: { ...access(emulator()), secrets, ...inputs } });

  test('without secrets, every secret of the authorization is brought', async () => {
    const step = await newJob().runAction({ inputs: { ...access(emulator()), 'on-conflict': 'last' } });
    expect(messages(step, 'error')).toEqual([]);
    expect(step.exportedEnv.get('password')).toBe(PASSWORD);
    expect(step.exportedEnv.get('PIN')).toBe('123');
  });

  test('dry-run looks names up, shows no value and leaves nothing', async () => {
    const job = newJob();
    const lines = 'dsm:database#password > DB\ndsm:account#json > file:a.json\ndsm:encoded#text > output:o';
    const step = await run(job, lines, { 'dry-run': 'true' });
    expect(messages(step, 'error')).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, exportedEnv: new Map(), outputs: new Map() });
    expect(await calls(emulator())).toEqual([TOKEN, READ_SECRETS]);
    expect(readdirSync(job.folders.temp)).toEqual(['_runner_file_commands']);
    expect(step.log + step.summary).toMatch(/DB[^]*a\.json[^]*o/u);
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });

  test('dry-run tells of everything that a run would stumble over, and takes nothing', async () => {
    const job = newJob();
    const lines =
      'dsm:databse#password > DB\ndsm:database#pasword > PW\npam:nobody > ROOT\ndsm:account#json | json=/x > X';
    const step = await run(job, lines, { 'dry-run': 'true' });
    expect(step.exitCode).toBe(1);
    const [error = ''] = messages(step, 'error');
    expect(error).toMatch(/Line 1 .*mean "database"\?[^]*Line 2 .*mean "password"\?[^]*Line 3 .*[^]*Line 4 .*"\/x"/u);
    const denied = await run(newJob(), 'dsm:database > LD_PRELOAD_*\ndsm:account > LD_*', { 'dry-run': 'true' });
    expect(messages(denied, 'error').join()).toContain('LD_*');
    expect((await emulator().state()).custodies).toEqual([]);
    expectNoLeak(job, SECRETS);
  });

  test('what is optional and missing is a notice', async () => {
    const step = await run(
      newJob(),
      'dsm:nowhere#x | optional > A\ndsm:database#pin | optional > B\ndsm:database#password > C',
    );
    expect(messages(step, 'error')).toEqual([]);
    expect(messages(step, 'notice').join('\n')).toMatch(/nowhere[^]*pin/u);
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ C: PASSWORD });
  });

  needs('bash').test('nomask leaves a value readable, and the others masked', async () => {
    const job = newJob();
    const step = await run(job, 'dsm:database#username | nomask > DB_USER\ndsm:database#password > DB_PASSWORD');
    const next = await job.runShell('echo "$DB_USER:$DB_PASSWORD"');
    expect(next?.log).toContain('\napp-user:***\n');
    expect(step.masks).toContain(PASSWORD);
    await job.runPosts();
    expectNoLeak(job, { PASSWORD });
  });

  test('values shorter than mask-min-length are exported, with a warning that names the variable', async () => {
    const job = newJob();
    const step = await run(job, 'dsm:short');
    expect(messages(step, 'warning')).toEqual([expect.stringContaining('PIN')]);
    expect(step.masks).not.toContain('123');
    const strict = await run(newJob(), 'dsm:short', { 'mask-min-length': '3' });
    expect(messages(strict, 'warning')).toEqual([]);
    expect(strict.masks).toContain('123');
  });

  test('json takes a value out of a document, base64 decodes first, both alphabets', async () => {
    const job = newJob();
    const lines = [
      'dsm:account#json | json=/client/secret > INNER',
      'dsm:account#json | json=/client/a~1b | nomask > SLASH',
      'dsm:encoded#text | base64 > ENCODED',
      'dsm:encoded#url | base64 > output:encoded',
      'dsm:encoded#json | base64 | json=/inner > output:inner',
      'dsm:encoded#binary | base64 > file:binary',
    ];
    const step = await run(job, lines.join('\n'));
    expect(messages(step, 'error')).toEqual([]);
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ INNER, SLASH: 'slash', ENCODED });
    expect(Object.fromEntries(step.outputs)).toEqual({ encoded: ENCODED, inner: INNER });
    expect(readFileSync(join(job.folders.temp, 'binary'))).toEqual(BINARY);
    await job.runPosts();
    expectNoLeak(job, SECRETS);
  });

  test.each([
    ['dsm:account#json | json=/client/nothing > A', /line 1/iu],
    ['dsm:database#password | json=/a > A', /line 1/iu],
    ['dsm:encoded#wrong | base64 > A', /line 1/iu],
    ['dsm:encoded#binary | base64 > A', /line 1|UTF-8|binary/iu],
  ])('%s is an error that shows no value', async (line, message) => {
    const job = newJob();
    const step = await run(job, line);
    expect(messages(step, 'error')).toEqual([expect.stringMatching(message)]);
    expect(step.exportedEnv.size).toBe(0);
    await job.runPosts();
    expectNoLeak(job, { ...SECRETS, wrong: 'not base64!' });
  });

  test('the summary names names, sources and sinks, never values, and a name cannot break its table', async () => {
    const job = newJob();
    const step = await run(job, 'dsm:database#password > DB_PASSWORD\ndsm:encoded#text > file:x.txt\ndsm:*', {
      'on-conflict': 'last',
    });
    expect(messages(step, 'error')).toEqual([]);
    expect(step.summary).toMatch(/DB_PASSWORD/u);
    expect(step.summary).toMatch(/database/u);
    expect(step.summary).toMatch(/x\.txt/u);
    expect(step.summary).toMatch(/pipe/u);
    expect(step.summary).not.toMatch(/<b>/u);
    expectNoLeak(job, { ...SECRETS, piped: 'fake-piped-value' }, false);
    const silent = await run(newJob(), 'dsm:database#password > DB_PASSWORD', { summary: 'false' });
    expect(silent.summary).toBe('');
  });

  test('a secret selected twice is fetched once', async () => {
    const step = await run(newJob(), 'dsm:database#password > A\ndsm:database#password > B\ndsm:database#* > C_*');
    expect(Object.fromEntries(step.exportedEnv)).toEqual({
      A: PASSWORD,
      B: PASSWORD,
      C_username: 'app-user',
      C_password: PASSWORD,
    });
    expect(await calls(emulator())).toEqual([TOKEN, READ_SECRETS]);
  });

  test('masks are registered before anything is exported, in debug mode too', async () => {
    const job = newJob({ debug: true });
    const step = await run(job, 'dsm:database#password > DB_PASSWORD');
    expect(step.log).toContain("##[debug]DB_PASSWORD='***'");
    expectNoLeak(job, SECRETS);
  });

  test('the credentials are masked by the action itself, whether or not the workflow did', async () => {
    const step = await run(newJob(), 'dsm:database');
    expect(step.masks).toEqual(expect.arrayContaining([emulator().clientSecret]));
    expect(step.masks.length).toBeGreaterThan(2);
  });

  test('so are credentials that are given and not used', async () => {
    const unused = 'fake-token-secret-that-nothing-uses';
    const job = newJob({ env: { SENHASEGURA_TOKEN_SECRET: unused } });
    const step = await run(job, 'dsm:database#password > DB_PASSWORD');
    expect(messages(step, 'error')).toEqual([]);
    expect(step.masks).toContain(unused);
  });
});
