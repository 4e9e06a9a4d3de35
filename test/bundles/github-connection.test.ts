import { createAuthority } from '../../packages/core/test/http/support/certificates.js';
import { startProxy } from '../harness/proxy.js';
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

const PASSWORD = 'fake-password-over-the-line';
const TEN = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`SECRET_${at}`, `fake-value-number-${at}`]));
const VAULT = {
  authorizations: [
    ...vaultWith({}).authorizations,
    {
      name: 'mutual',
      auth: { method: 'oauth2', clientId: 'mutual', clientSecret: 'fake-mutual-s3cret' },
      clientCertificate: 'generate',
    },
  ],
  secrets: [
    { identity: 'database', data: [{ PASSWORD }] },
    ...Object.entries(TEN).map(([name, value]) => ({ identity: name, data: [{ [name]: value }] })),
  ],
};

describe.each(nodeRuntimes())('the connection on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);

  test('ten secrets take two requests on one connection', async () => {
    const job = newJob();
    const secrets = Object.keys(TEN).map((name) => `dsm:${name}#${name} > ${name}`);
    const step = await job.runAction({ inputs: { ...access(emulator()), secrets: secrets.join('\n') } });
    expect(Object.fromEntries(step.exportedEnv)).toEqual(TEN);
    const requests = await emulator().requests();
    expect(requests.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([TOKEN, READ_SECRETS]);
    expect(new Set(requests.map(({ connection }) => connection)).size).toBe(1);
    await job.runPosts();
    expectNoLeak(job, TEN);
  });

  test('goes through a proxy, whose password shows up nowhere', async () => {
    const password = 'fake p@ss:word/';
    const proxy = await startProxy({ username: 'proxy-user', password });
    try {
      const job = newJob({ runnerEnv: { HTTPS_PROXY: proxy.url } });
      const step = await job.runAction({ inputs: { ...access(emulator()), secrets: 'dsm:database' } });
      expect(messages(step, 'error')).toEqual([]);
      expect(Object.fromEntries(step.exportedEnv)).toEqual({ PASSWORD });
      expect(proxy.tunnels).toEqual([new URL(emulator().url).host]);
      await job.runPosts();
      expectNoLeak(job, { PASSWORD, 'proxy password': password });
    } finally {
      await proxy.stop();
    }
  });

  test('a proxy that refuses is an error that does not show the password', async () => {
    const proxy = await startProxy({ username: 'proxy-user', password: 'fake-right-password' });
    const wrong = 'fake-wr0ng-password';
    try {
      const HTTPS_PROXY = proxy.url.replace(/:[^:@]*@/u, `:${wrong}@`);
      const job = newJob({ runnerEnv: { HTTPS_PROXY }, debug: true });
      const step = await job.runAction({ inputs: { ...access(emulator()), retries: '0' } });
      expect(messages(step, 'error')).toEqual([expect.stringMatching(/proxy/iu)]);
      expect(proxy.tunnels).toEqual([]);
      await job.runPosts();
      expectNoLeak(job, { 'proxy password': wrong });
    } finally {
      await proxy.stop();
    }
  });

  test('NO_PROXY keeps the vault off the proxy', async () => {
    const runnerEnv = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' };
    const step = await newJob({ runnerEnv }).runAction({ inputs: access(emulator()) });
    expect(messages(step, 'error')).toEqual([]);
  });

  test('mutual TLS proves the authorization, from paths as from PEM texts; without it the vault refuses', async () => {
    const { clientId, clientSecret, clientCertificateFile, clientKeyFile } = emulator().authorizations.mutual ?? {};
    const inputs = {
      ...access(emulator()),
      'client-id': clientId ?? '',
      'client-secret': clientSecret ?? '',
      secrets: 'dsm:database',
    };
    const mutual = { 'client-certificate': clientCertificateFile ?? '', 'client-key': clientKeyFile ?? '' };
    const job = newJob({ secrets: [clientSecret ?? ''] });
    const step = await job.runAction({ inputs: { ...inputs, ...mutual } });
    expect(messages(step, 'error')).toEqual([]);
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ PASSWORD });
    const without = await newJob().runAction({ inputs });
    expect(messages(without, 'error')).toEqual([expect.stringContaining('403')]);
  });

  needs('openssl').test('what Node trusts by itself is trusted besides the authority of the input', async () => {
    const other = createAuthority('Other');
    try {
      const job = newJob({ runnerEnv: { NODE_EXTRA_CA_CERTS: emulator().caFile } });
      const inputs = { ...access(emulator()), secrets: 'dsm:database#PASSWORD', 'ca-certificate': other.cert };
      const step = await job.runAction({ inputs });
      expect(messages(step, 'error')).toEqual([]);
      expect(step.exportedEnv.get('PASSWORD')).toBe(PASSWORD);
    } finally {
      other.remove();
    }
  });

  test('insecure takes any certificate and warns', async () => {
    const job = newJob();
    const step = await job.runAction({
      inputs: { ...access(emulator()), 'ca-certificate': '', insecure: 'true', secrets: 'dsm:database' },
    });
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ PASSWORD });
    expect(messages(step, 'warning').join('\n')).toMatch(/insecure/u);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success' });
  });

  test('answers under /api are found when /iso is not there', async () => {
    await emulator().changeSettings({ families: ['api'] });
    try {
      const step = await newJob().runAction({ inputs: { ...access(emulator()), secrets: 'dsm:database' } });
      expect(messages(step, 'error')).toEqual([]);
      expect(Object.fromEntries(step.exportedEnv)).toEqual({ PASSWORD });
      expect((await calls(emulator())).filter((call) => call.includes('/api/')).length).toBeGreaterThan(0);
    } finally {
      await emulator().changeSettings({ families: ['iso', 'api'] });
    }
  });
});
