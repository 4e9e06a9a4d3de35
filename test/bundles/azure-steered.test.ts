import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { connected, expectNoLeak, handlers, messagesOf, useAgentJobs } from './support/azure-scenario.js';
import { useFolder } from './support/scenario.js';
import { ledgerWith, ROOT, SECRETS, useThief } from './support/steering.js';

const { describe } = needs('bash');

describe.each(handlers())('what later steps set, and the post-job part on $title', ({ handler }) => {
  const { emulator, thief, proxyUrl, expectNobodyHeard, endWhileReading } = useThief();
  const newJob = useAgentJobs(handler, emulator);
  const folder = useFolder();

  type Job = ReturnType<typeof newJob>;
  const setLater = async (job: Job, variables: Readonly<Record<string, string>>) => {
    const lines = Object.entries(variables).map(
      ([name, value]) => `echo '##vso[task.setvariable variable=${name}]${value}'`,
    );
    expect((await job.runScript(lines.join('\n'))).exitCode).toBe(0);
  };
  const throughProxy = () => ({ HTTPS_PROXY: proxyUrl(), HTTP_PROXY: proxyUrl(), 'Agent.ProxyUrl': proxyUrl() });

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
    const main = await job.runTask({ inputs: { ...connected(emulator()), secrets: SECRETS } });
    expect(messagesOf(main, 'error')).toEqual([]);
    await emulator().clearRequests();
    await setLater(job, variables());
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0, issues: [] });
    await expectNobodyHeard();
    expectNoLeak(job, { ROOT });
  });

  test('files that main read and a later step deletes are not needed again', async () => {
    const job = newJob();
    const { caFile } = emulator();
    const own = { ca: join(folder, 'ca.pem'), config: join(folder, 'config.yaml') };
    writeFileSync(own.ca, readFileSync(caFile));
    writeFileSync(own.config, 'SENHASEGURA_TIMEOUT: "20"\n');
    const files = { caCertificate: own.ca, configFile: own.config, strictCleanup: 'true' };
    const main = await job.runTask({ inputs: { ...connected(emulator()), ...files, secrets: SECRETS } });
    expect(messagesOf(main, 'error')).toEqual([]);
    for (const file of Object.values(own)) rmSync(file);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0, issues: [] });
  });

  test('a list that was made up where main was skipped is not believed', async () => {
    const job = newJob();
    await job.runTask({ inputs: { ...connected(emulator()), secrets: SECRETS }, skipped: true });
    const encoded = Buffer.from(ledgerWith({ custodies: ['123'] })).toString('base64');
    await setLater(job, { VSTS_TASKVARIABLE_LEDGER_PARTS: '1', VSTS_TASKVARIABLE_LEDGER_0: encoded });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0 });
    expect(await emulator().requests()).toEqual([]);
  });

  test('a job that is cancelled while the vault works on its reads has no custody after the post-job part', async () => {
    const job = newJob();
    await job.runTask({
      inputs: { ...connected(emulator()), secrets: 'pam:123 > ROOT' },
      end: await endWhileReading(),
    });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', issues: [] });
    expect(post?.log).toContain('Released the custody of 1 credential: 123.');
  });
});
