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

const PASSWORD = 'fake-password-of-the-database';
const VAULT = vaultWith({ secrets: [{ identity: 'database', data: [{ username: 'app', password: PASSWORD }] }] });

describe.each(nodeRuntimes())('settings on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);

  /** Runs main, expects it to fail with one annotation, and gives its text. */
  const refused = async (inputs: Readonly<Record<string, string>>) => {
    const job = newJob();
    const step = await job.runAction({ inputs: { ...access(emulator()), ...inputs } });
    expect(step).toMatchObject({ exitCode: 1, exportedEnv: new Map(), outputs: new Map() });
    const [error = '', ...more] = messages(step, 'error');
    expect(more).toEqual([]);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success' });
    expectNoLeak(job, { PASSWORD });
    return error;
  };

  test('all wrong lines are reported together, each with its number, before any request', async () => {
    const secrets = [
      '# a comment',
      'dsm:database#password > DB',
      'vault:database',
      '',
      'dsm:database > 1BAD',
      'dsm:a | tiny',
    ];
    const error = await refused({ secrets: secrets.join('\n') });
    expect(error).toMatch(/line 3[^]*vault:database[^]*line 5[^]*1BAD[^]*line 6[^]*tiny/iu);
    expect(error).not.toMatch(/line [124]\b/iu);
    expect(await calls(emulator())).toEqual([]);
  });

  test.each([
    ['insecure', 'no', /insecure[^]*no/u],
    ['summary', 'yes', /summary[^]*yes/u],
    ['timeout', '10s', /timeout[^]*10s/u],
    ['retries', '-1', /retries[^]*-1/u],
    ['url', 'http://vault.example.com', /https/u],
    ['url', 'vault.example.com', /url/u],
    ['auth-method', 'basic', /auth-method[^]*basic/u],
    ['ca-certificate', '/nowhere/ca.pem', /ca-certificate[^]*ENOENT/u],
    ['application', 'only-one-of-three', /system|environment/u],
  ])('%s: %s is refused before any request', async (name, value, message) => {
    expect(await refused({ [name]: value })).toMatch(message);
    expect(await calls(emulator())).toEqual([]);
  });

  test('wrong settings are reported together', async () => {
    const error = await refused({ insecure: 'no', timeout: 'soon', secrets: 'nonsense' });
    expect(error).toMatch(/insecure/u);
    expect(error).toMatch(/timeout/u);
  });

  test('missing credentials are named', async () => {
    expect(await refused({ 'client-secret': '' })).toMatch(/client-secret/u);
  });

  test('an unknown identity and a missing field are named with their line', async () => {
    const error = await refused({ secrets: 'dsm:database#password > DB\ndsm:nowhere\ndsm:database#pin > PIN' });
    expect(error).toMatch(/nowhere/u);
    expect(error).toMatch(/line 2/iu);
  });

  test('a missing field is an error that names what is there, not what it holds', async () => {
    const error = await refused({ secrets: 'dsm:database#pin > PIN' });
    expect(error).toMatch(/pin/u);
    expect(error).toMatch(/line 1/iu);
  });

  test('a wrong client secret is an authentication error, after the form and the Basic header were tried', async () => {
    const error = await refused({ 'client-secret': 'fake-and-wrong' });
    expect(error).toMatch(/401|client/iu);
    expect(await calls(emulator())).toEqual([TOKEN, TOKEN]);
  });

  test('the environment gives what inputs do not, and inputs win', async () => {
    const { url, caFile, clientId, clientSecret } = emulator();
    const env = {
      SENHASEGURA_URL: url,
      SENHASEGURA_CA_CERTIFICATE: caFile,
      SENHASEGURA_CLIENT_ID: 'overridden',
      SENHASEGURA_CLIENT_SECRET: clientSecret,
      SENHASEGURA_SECRETS: 'dsm:database#password > DB',
    };
    const job = newJob({ env });
    const step = await job.runAction({ inputs: { 'client-id': clientId } });
    expect(messages(step, 'error')).toEqual([]);
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ DB: PASSWORD });
    expect(await calls(emulator())).toEqual([TOKEN, READ_SECRETS]);
    expectNoLeak(job, { PASSWORD });
  });

  test('a path in the URL is kept as a prefix', async () => {
    const error = await refused({ url: `${emulator().url}/senhasegura/` });
    const paths = (await emulator().requests()).map((request) => request.path);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.every((path) => path.startsWith('/senhasegura/'))).toBe(true);
    expect(error).not.toBe('');
  });
});
