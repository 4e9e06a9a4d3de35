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

const PASSWORD = 'fake-password-behind-a-bad-line';
const VAULT = vaultWith({ secrets: [{ identity: 'database', data: [{ PASSWORD }] }] });
const BAD_ANSWER = 'fake-text-of-a-body-that-nobody-may-see';

describe.each(nodeRuntimes())('a bad line on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);

  const run = async (inputs: Readonly<Record<string, string>> = {}) => {
    const job = newJob();
    const step = await job.runAction({ inputs: { ...access(emulator()), secrets: 'dsm:database', ...inputs } });
    await job.runPosts();
    expectNoLeak(job, { PASSWORD, BAD_ANSWER });
    return step;
  };
  const onPath = (call: string) => ({ path: call.split(' ')[1] ?? '' });

  describe.each([TOKEN, READ_SECRETS])('%s', (call) => {
    test.each([
      ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
      ['503', { kind: 'status', status: 503 }],
      ['a reset', { kind: 'reset' }],
      ['silence', { kind: 'hang' }],
      ['a connection that ends in the middle', { kind: 'truncate', contentLength: 'wrong' }],
    ])('survives %s', async (_name, fault) => {
      await emulator().addFault({ match: onPath(call), fault });
      const step = await run({ timeout: '1' });
      expect(messages(step, 'error')).toEqual([]);
      expect(Object.fromEntries(step.exportedEnv)).toEqual({ PASSWORD });
      expect((await calls(emulator())).filter((made) => made === call)).toHaveLength(2);
    });

    test.each([
      ['429 for longer than max-wait', { kind: 'status', status: 429, headers: { 'retry-after': '3600' } }, 1],
      ['503 without an end', { kind: 'status', status: 503 }, 3],
      ['403', { kind: 'status', status: 403, body: BAD_ANSWER }, 1],
      ['400', { kind: 'status', status: 400, body: BAD_ANSWER }, 1],
      ['HTML', { kind: 'html' }, 1],
      ['no JSON', { kind: 'status', status: 200, body: BAD_ANSWER }, 1],
      ['half of a JSON text', { kind: 'truncate', contentLength: 'right' }, 1],
      ['another origin', { kind: 'redirect', location: 'https://127.0.0.2:9/elsewhere' }, 1],
      ['bytes that are no UTF-8', { kind: 'bad-utf8' }, 1],
    ])('gives up after %s, with one error and nothing exported', async (_name, fault, times) => {
      await emulator().addFault({ match: onPath(call), times: 'always', fault });
      const step = await run({ retries: '2', 'max-wait': '5' });
      expect(step).toMatchObject({ exitCode: 1, exportedEnv: new Map() });
      expect(messages(step, 'error')).toHaveLength(1);
      expect((await calls(emulator())).filter((made) => made === call)).toHaveLength(times);
    });
  });

  test('a body without an end is cut off', async () => {
    await emulator().addFault({ match: onPath(READ_SECRETS), times: 'always', fault: { kind: 'flood' } });
    const step = await run({ retries: '0' });
    expect(messages(step, 'error')).toEqual([expect.stringMatching(/32 MiB|too large|large/iu)]);
  });

  test('failure inside HTTP 200 is a failure', async () => {
    await emulator().addFault({ match: onPath(READ_SECRETS), times: 'always', fault: { kind: 'error-in-200' } });
    expect(messages(await run(), 'error')).toEqual([expect.stringContaining('1007')]);
  });

  test('a token that expires in the middle is renewed once', async () => {
    const issued = async () => (await emulator().state()).tokensIssued as number;
    const before = await issued();
    await emulator().addFault({ match: onPath(READ_SECRETS), fault: { kind: 'status', status: 401 } });
    const step = await run();
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ PASSWORD });
    expect(await calls(emulator())).toEqual([TOKEN, READ_SECRETS, TOKEN, READ_SECRETS]);
    expect((await issued()) - before).toBe(2);
  });

  test('401 twice is an authentication error', async () => {
    await emulator().addFault({ match: onPath(READ_SECRETS), times: 'always', fault: { kind: 'status', status: 401 } });
    const step = await run();
    expect(messages(step, 'error')).toEqual([expect.stringContaining('401')]);
    expect(await calls(emulator())).toEqual([TOKEN, READ_SECRETS, TOKEN, READ_SECRETS]);
  });

  test('a vault that nobody can reach is one error', async () => {
    const step = await run({ url: 'https://127.0.0.1:1', retries: '1', 'max-wait': '2' });
    expect(messages(step, 'error')).toEqual([expect.stringMatching(/127\.0\.0\.1/u)]);
    expect(step.exitCode).toBe(1);
  });

  test('a certificate that nobody vouches for is refused, without a token being asked for', async () => {
    const step = await run({ 'ca-certificate': '', retries: '0' });
    expect(messages(step, 'error')).toEqual([expect.stringMatching(/certificate/iu)]);
    expect(await calls(emulator())).toEqual([]);
  });
});
