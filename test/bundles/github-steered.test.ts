import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { variablesOf } from '../harness/emulator.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { access, calls, CLIENT_SECRET, expectNoLeak, messages, useFolder, useJobs } from './support/scenario.js';
import { ledgerWith, ROOT, SECRETS, useThief } from './support/steering.js';

const { describe } = needs('bash');

describe.each(nodeRuntimes())('what later steps set, and the post step on $name', ({ path }) => {
  const { emulator, thief, proxyUrl, expectNobodyHeard, expectReleaseAlone, endWhileReading } = useThief();
  const newJob = useJobs(path);
  const folder = useFolder();

  /** A job whose settings are variables, which a later step can replace as the inputs of a step can not be. */
  const newJobOfVariables = () => newJob({ env: variablesOf(emulator()) });
  type Job = ReturnType<typeof newJob>;
  const setLater = async (job: Job, variables: Readonly<Record<string, string>>) => {
    const lines = Object.entries(variables).map(
      ([name, value]) => `printf '%s\\n' '${name}<<END' '${value}' END >>"$GITHUB_ENV"`,
    );
    expect(await job.runShell(lines.join('\n'), { condition: 'always()' })).toMatchObject({ conclusion: 'success' });
  };

  const evilFile = () => {
    const file = join(folder, 'evil.yaml');
    const { url, caFile } = thief();
    writeFileSync(
      file,
      `SENHASEGURA_URL: ${url}\nSENHASEGURA_CA_CERTIFICATE: ${caFile}\nSENHASEGURA_INSECURE: "true"\n`,
    );
    return file;
  };
  const throughProxy = () => ({ HTTPS_PROXY: proxyUrl(), https_proxy: proxyUrl(), HTTP_PROXY: proxyUrl() });

  test.each<[string, () => Readonly<Record<string, string>>]>([
    ['no verification, and a proxy', () => ({ SENHASEGURA_INSECURE: 'true', ...throughProxy() })],
    ['no verification for all of Node', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0', ...throughProxy() })],
    ['an authority for all of Node', () => ({ NODE_EXTRA_CA_CERTS: thief().caFile, ...throughProxy() })],
    [
      'an authority of the system',
      () => ({ SSL_CERT_FILE: thief().caFile, NODE_USE_SYSTEM_CA: '1', ...throughProxy() }),
    ],
    ['an authority', () => ({ SENHASEGURA_CA_CERTIFICATE: thief().caFile, ...throughProxy() })],
    ['another vault', () => ({ SENHASEGURA_URL: thief().url, SENHASEGURA_CA_CERTIFICATE: thief().caFile })],
    [
      'a configuration file',
      () => ({ SENHASEGURA_CONFIG_FILE: evilFile(), SENHASEGURA_URL: '', SENHASEGURA_CA_CERTIFICATE: '' }),
    ],
    [
      'the rotation of SSH keys',
      () => ({ SENHASEGURA_ROTATE_SSH_KEYS: 'true', SENHASEGURA_REVOKE_AUTHORIZATION: 'true' }),
    ],
    ['that custody stays', () => ({ SENHASEGURA_RELEASE_CUSTODY: 'false', SENHASEGURA_DRY_RUN: 'true' })],
    [
      'references that are wrong',
      () => ({ SENHASEGURA_SECRETS: 'nonsense', SENHASEGURA_RETRIES: 'many', SENHASEGURA_TIMEOUT: '0' }),
    ],
  ])('%s: nobody hears of it, and the custody is released', async (_, variables) => {
    const job = newJobOfVariables();
    const main = await job.runAction({ inputs: { secrets: SECRETS } });
    expect(messages(main, 'error')).toEqual([]);
    await emulator().clearRequests();
    await setLater(job, variables());
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    await expectNobodyHeard();
    expectNoLeak(job, { ROOT });
  });

  test('files that main read and a later step deletes are not needed again', async () => {
    const job = newJob();
    const { url, caFile, clientId } = emulator();
    const own = { ca: join(folder, 'ca.pem'), config: join(folder, 'config.yaml') };
    writeFileSync(own.ca, readFileSync(caFile));
    writeFileSync(
      own.config,
      `SENHASEGURA_URL: ${url}\nSENHASEGURA_CLIENT_ID: ${clientId}\nSENHASEGURA_CLIENT_SECRET: ${CLIENT_SECRET}\n`,
    );
    const inputs = { 'ca-certificate': own.ca, 'config-file': own.config, 'strict-cleanup': 'true', secrets: SECRETS };
    const main = await job.runAction({ inputs });
    expect(messages(main, 'error')).toEqual([]);
    for (const file of Object.values(own)) rmSync(file);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', exitCode: 0, issues: [] });
    expectNoLeak(job, { ROOT });
  });

  test('where the copy of such files is gone too, strict-cleanup fails, and nothing is sent anywhere', async () => {
    const job = newJob();
    const { caFile } = emulator();
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, readFileSync(caFile));
    await job.runAction({
      inputs: { ...access(emulator()), 'ca-certificate': ca, 'strict-cleanup': 'true', secrets: SECRETS },
    });
    rmSync(ca);
    job.emptyTemp();
    await emulator().clearRequests();
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect((post === undefined ? [] : messages(post, 'warning')).join()).toMatch(/credentials in custody: 123/u);
    expect(await emulator().requests()).toEqual([]);
    const other = newJob();
    await other.runAction({ inputs: { ...access(emulator()), secrets: SECRETS } });
    await other.runPosts();
  });

  describe('state that another step made up', () => {
    const state = (text: string) => ({ STATE_ledger_parts: '1', STATE_ledger_0: text });

    /** Main is ended before it has saved anything. */
    const endedAtOnce = async (
      job: Job,
      inputs: Readonly<Record<string, string>>,
      variables: Readonly<Record<string, string>>,
    ) => {
      const end = { when: Promise.resolve(), how: 'SIGKILL' } as const;
      const main = await job.runAction({ inputs: { ...access(emulator()), secrets: SECRETS, ...inputs }, end });
      expect(main.state.size).toBe(0);
      await setLater(job, variables);
      await emulator().clearRequests();
      return (await job.runPosts())[0];
    };

    test('as an older version wrote it: custody is released at the vault of the inputs, and no more is done', async () => {
      const older = state(ledgerWith({ version: 1, custodies: ['123'], sshKeys: ['456'] }));
      const post = await endedAtOnce(newJob(), { 'rotate-ssh-keys': 'true' }, older);
      expect(post).toMatchObject({ conclusion: 'success', issues: [{ type: 'warning' }] });
      expect(post?.issues[0]?.message).toContain('the SSH keys 456 were not rotated');
      await expectReleaseAlone();
    });

    test('has no effect where main saved its own', async () => {
      const job = newJob();
      const forged = state(ledgerWith({ names: ['FORGED'] }));
      await setLater(job, forged);
      await job.runAction({ inputs: { ...access(emulator()), secrets: SECRETS } });
      await setLater(job, forged);
      const [post] = await job.runPosts();
      expect(post).toMatchObject({ conclusion: 'success', issues: [] });
      expect(job.environment.get('FORGED')).toBeUndefined();
    });

    test.each<[string, Readonly<Record<string, string>>]>([
      ['custodies', state(ledgerWith({ custodies: ['123'] }))],
      ['SSH keys to rotate', state(ledgerWith({ sshKeys: ['456'] }))],
      ['a billion parts', { STATE_ledger_parts: '1000000000', STATE_ledger_0: '{}' }],
      ['a name with a line end', state(ledgerWith({ names: ['A\nEVIL'] }))],
      ['a name with an equals sign', state(ledgerWith({ names: ['EVIL=1\nX'] }))],
      ['an id that is a path', state(ledgerWith({ custodies: ['../../../evil'] }))],
      ['no JSON', state('{"version":2')],
    ])('%s: not believed where main saved none', async (_, variables) => {
      const job = newJob();
      const post = await endedAtOnce(job, {}, variables);
      expect(post?.exitCode).toBe(0);
      expect(post?.issues.map(({ type }) => type)).toEqual(['warning']);
      expect((await calls(emulator())).filter((call) => call.startsWith('DELETE') || call.includes('key'))).toEqual([]);
      expect([...job.environment.keys()].filter((name) => name.includes('EVIL'))).toEqual([]);
    });
  });

  test('a job that is cancelled while the vault works on its reads has no custody after post', async () => {
    const job = newJob();
    const main = await job.runAction({
      inputs: { ...access(emulator()), secrets: 'pam:123 > ROOT' },
      end: await endWhileReading(),
    });
    expect(main.exportedEnv.size).toBe(0);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expect(post?.log).toContain('Released the custody of 1 credential: 123.');
    const releases = (await emulator().requests()).filter(({ method }) => method === 'DELETE');
    expect(releases.length).toBeGreaterThan(1);
    expect(releases[0]?.status).not.toBe(200);
  });
});
