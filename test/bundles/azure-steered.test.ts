import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { startProxy } from '../harness/proxy.js';
import { connected, expectNoLeak, handlers, messagesOf, useAgentJobs } from './support/azure-scenario.js';
import { calls, useEmulator, useFolder, vaultWith } from './support/scenario.js';

const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});

const { describe } = needs('bash');

describe.each(handlers())('what later steps set, and the post-job part on $title', ({ handler }) => {
  const emulator = useEmulator(VAULT);
  /** The vault of somebody who wants the client secret. It would take it, and answer. */
  const thief = useEmulator(VAULT);
  const newJob = useAgentJobs(handler, emulator);
  const folder = useFolder();
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  beforeEach(async () => {
    const leadsTo = new URL(thief().url).host;
    proxy = await startProxy({ username: 'thief', password: 'fake-proxy-password', leadsTo });
  });
  afterEach(async () => {
    await proxy.stop();
    expect(await emulator().state()).toMatchObject({ custodies: [] });
  });

  type Job = ReturnType<typeof newJob>;
  const secrets = 'pam:123 > ROOT\nssh:deploy > path:KEY_FILE';
  const setLater = async (job: Job, variables: Readonly<Record<string, string>>) => {
    const lines = Object.entries(variables).map(
      ([name, value]) => `echo '##vso[task.setvariable variable=${name}]${value}'`,
    );
    expect((await job.runScript(lines.join('\n'))).exitCode).toBe(0);
  };
  const throughProxy = () => ({ HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, 'Agent.ProxyUrl': proxy.url });

  test.each<[string, () => Readonly<Record<string, string>>]>([
    ['no verification, and a proxy', () => ({ SENHASEGURA_INSECURE: 'true', ...throughProxy() })],
    ['an authority for all of Node', () => ({ NODE_EXTRA_CA_CERTS: thief().caFile, ...throughProxy() })],
    ['an authority', () => ({ SENHASEGURA_CA_CERTIFICATE: thief().caFile, ...throughProxy() })],
    ['another vault', () => ({ SENHASEGURA_URL: thief().url, SENHASEGURA_CA_CERTIFICATE: thief().caFile })],
    ['the rotation of SSH keys', () => ({ SENHASEGURA_ROTATE_SSH_KEYS: 'true', INPUT_ROTATESSHKEYS: 'true' })],
    ['that custody stays', () => ({ SENHASEGURA_RELEASE_CUSTODY: 'false', INPUT_RELEASECUSTODY: 'false' })],
    ['a list of its own', () => ({ VSTS_TASKVARIABLE_LEDGER_PARTS: '1000000000', VSTS_TASKVARIABLE_LEDGER_0: 'e30=' })],
  ])('%s: nobody hears of it, and the custody is released', async (_, variables) => {
    const job = newJob();
    const main = await job.runTask({ inputs: { ...connected(emulator()), secrets } });
    expect(messagesOf(main, 'error')).toEqual([]);
    await emulator().clearRequests();
    await setLater(job, variables());
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0, issues: [] });
    expect(proxy.tunnels).toEqual([]);
    expect(proxy.refused()).toBe(0);
    expect(await thief().requests()).toEqual([]);
    expect((await calls(emulator())).filter((call) => !call.startsWith('POST /iso/oauth2'))).toEqual([
      'DELETE /iso/pam/credential/custody/123',
    ]);
    expectNoLeak(job, { ROOT });
  });

  test('files that main read and a later step deletes are not needed again', async () => {
    const job = newJob();
    const { caFile } = emulator();
    const own = { ca: join(folder, 'ca.pem'), config: join(folder, 'config.yaml') };
    writeFileSync(own.ca, readFileSync(caFile));
    writeFileSync(own.config, 'SENHASEGURA_TIMEOUT: "20"\n');
    const files = { caCertificate: own.ca, configFile: own.config, strictCleanup: 'true' };
    const main = await job.runTask({ inputs: { ...connected(emulator()), ...files, secrets } });
    expect(messagesOf(main, 'error')).toEqual([]);
    for (const file of Object.values(own)) rmSync(file);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0, issues: [] });
  });

  test('a list that was made up where main was skipped is not believed', async () => {
    const job = newJob();
    await job.runTask({ inputs: { ...connected(emulator()), secrets }, skipped: true });
    const lists = ['custodies', 'answered', 'repeated', 'sshKeys', 'agentKeys', 'files', 'folders', 'names'];
    const text = JSON.stringify({
      version: 2,
      ...Object.fromEntries(lists.map((list) => [list, []])),
      custodies: ['123'],
    });
    const encoded = Buffer.from(text).toString('base64');
    await setLater(job, { VSTS_TASKVARIABLE_LEDGER_PARTS: '1', VSTS_TASKVARIABLE_LEDGER_0: encoded });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0 });
    expect(await emulator().requests()).toEqual([]);
  });

  test('a job that is cancelled while the vault works on its reads has no custody after the post-job part', async () => {
    const job = newJob();
    const read = '/iso/pam/credential/123';
    await emulator().addFault({ match: { path: read }, fault: { kind: 'late', milliseconds: 4000 } });
    const when = emulator().untilRequest(({ path: asked }) => asked === read);
    await job.runTask({
      inputs: { ...connected(emulator()), secrets: 'pam:123 > ROOT' },
      end: { when, how: 'SIGKILL' },
    });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', issues: [] });
    expect(post?.log).toContain('Released the custody of 1 credential: 123.');
  });
});
