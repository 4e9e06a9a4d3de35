import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { connected, expectNoLeak, handlers, messagesOf, useAgentJobs } from './support/azure-scenario.js';
import { CLIENT_SECRET, useEmulator, vaultWith } from './support/scenario.js';
import { needs } from '../harness/programs.js';

const bash = needs('bash');
const unix = needs('bash', 'coreutils');

const VALUES = {
  PASSWORD: 'fake-password-of-the-azure-tests',
  PERCENT: 'percent%0Aand%25and%AZP25%3B',
  BRACKETS: 'a];issecret=false;]b##vso[task.complete result=Failed]',
  QUOTES: `it's a "quoted" \\value\\`,
  EMOJI: 'chave-🔑🔑-ção-\u2028-\u0085',
  SPACES: '   leading and trailing   ',
};
const PEM = '-----BEGIN FAKE KEY-----\nZmFrZSBsaW5lIG9uZQ==\nZmFrZSBsaW5lIHR3bw==\n-----END FAKE KEY-----\n';
const MACRO = 'before-$(Agent.TempDirectory)-after';
const VAULT = vaultWith({
  secrets: [
    { identity: 'values', data: [VALUES] },
    { identity: 'odd', data: [{ PEM, MACRO, PIN: '12', USER_NAME: 'deployment-admin', EMPTY: '' }] },
    { identity: 'x##vso[task.setvariable variable=INJECTED]yes', data: [{ A: 'fake-value-of-an-evil-name' }] },
  ],
});

describe.each(handlers())('secrets in Azure Pipelines on $title', ({ handler }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useAgentJobs(handler, emulator);
  const bring = (job: ReturnType<typeof newJob>, secrets: string, inputs: Readonly<Record<string, string>> = {}) =>
    job.runTask({ inputs: { ...connected(emulator()), secrets, ...inputs } });
  /** What a script finds in variables that it maps. */
  const seen = async (job: ReturnType<typeof newJob>, names: readonly string[]) => {
    const env = Object.fromEntries(names.map((name, index) => [`V${index}`, `$(${name})`]));
    const script = names.map((_, index) => `printf '%s' "$V${index}" | base64 -w0; echo`).join('\n');
    const { stdout } = await job.runScript(script, env);
    return stdout.split('\n').map((line) => Buffer.from(line, 'base64').toString('utf8'));
  };

  unix.test.each([true, false])(
    'values arrive byte for byte where they are mapped, and show up nowhere (debug: %s)',
    async (debug) => {
      const job = newJob({ debug });
      const step = await bring(job, 'dsm:values\ndsm:values#PERCENT > output:percent');
      expect(step).toMatchObject({ exitCode: 0, result: 'Succeeded', issues: [] });
      const names = Object.keys(VALUES);
      expect(await seen(job, [...names, 'vault.percent'])).toEqual([...Object.values(VALUES), VALUES.PERCENT, '']);
      const unmapped = await job.runScript('env');
      expect(unmapped.stdout).not.toMatch(/^(?:PASSWORD|PERCENT|SECRET_PASSWORD)=/mu);
      const shown = await job.runScript('printf "%s\\n" "$P" "$B"', { P: '$(PASSWORD)', B: '$(QUOTES)' });
      expect(shown.log).toContain('\n***\n***\n');
      await job.runPosts();
      expectNoLeak(job, VALUES);
    },
  );

  bash.test('files are private, and their paths are no secrets', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:odd#PEM > path:KEY_FILE\ndsm:odd#PEM > file:conf/key.pem');
    expect(step?.result).toBe('Succeeded');
    const { stdout, log } = await job.runScript('echo "$KEY_FILE"');
    const path = stdout.trim();
    expect(log).toContain(path);
    expect(path.startsWith(job.folders.temp)).toBe(true);
    for (const file of [path, join(job.folders.temp, 'conf/key.pem')]) {
      expect(readFileSync(file, 'utf8')).toBe(PEM);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    expectNoLeak(job, { PEM }, false);
  });

  unix.test('a value that no variable can hold goes to a private file, and the log says so', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:odd#PEM > KEY\ndsm:odd#MACRO > MACRO');
    expect(step).toMatchObject({ result: 'Succeeded', issues: [] });
    const [key, macro] = await seen(job, ['KEY', 'MACRO']);
    expect(readFileSync(key ?? '', 'utf8')).toBe(PEM);
    expect(readFileSync(macro ?? '', 'utf8')).toBe(MACRO);
    expect(step?.log).toContain(
      'The value of dsm:odd#PEM has several lines, and the agent takes no secret variable of several lines: the variable KEY holds the path of a private file with it.',
    );
    await job.runPosts();
    expectNoLeak(job, { PEM, MACRO });
  });

  unix.test('or is put into base64, in outputs as well', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:odd#PEM > KEY\ndsm:odd#PEM > output:key\ndsm:odd#MACRO > MACRO', {
      multilineSecrets: 'base64',
    });
    expect(step).toMatchObject({ result: 'Succeeded', issues: [] });
    const decoded = (await seen(job, ['KEY', 'vault.key', 'MACRO'])).map((text) =>
      Buffer.from(text, 'base64').toString(),
    );
    expect(decoded).toEqual([PEM, PEM, MACRO, '']);
    const shown = await job.runScript('echo "$K"', { K: '$(KEY)' });
    expect(shown.log).toContain('\n***\n');
  });

  test('or fails the step, as an output of a file always', async () => {
    for (const [line, multilineSecrets] of [
      ['dsm:odd#PEM > KEY', 'error'],
      ['dsm:odd#PEM > output:key', 'file'],
    ] as const) {
      const job = newJob();
      const step = await bring(job, `dsm:values#PASSWORD > A\n${line}`, { multilineSecrets });
      expect(step).toMatchObject({ exitCode: 0, result: 'Failed' });
      expect(messagesOf(step, 'error')).toEqual([expect.stringContaining('Line 2: "dsm:odd#PEM"') as string]);
      expect(job.variables.get('A')).toBeUndefined();
      expectNoLeak(job, { PEM, ...VALUES });
    }
  });

  bash.test('what is not masked is no secret variable: short values and nomask do not spoil the log', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:odd#PIN > PIN\ndsm:odd#USER_NAME | nomask > USER_NAME\ndsm:odd#EMPTY > EMPTY');
    expect(messagesOf(step, 'warning')).toEqual([expect.stringContaining('shorter than 4') as string]);
    const { log } = await job.runScript('echo "12 $PIN $USER_NAME <$E>"', { E: '$(EMPTY)' });
    expect(log).toContain('\n12 12 deployment-admin <>\n');
    expectNoLeak(job, {});
  });

  test('the summary is a group in the log', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:values#PASSWORD > DB_PASSWORD');
    expect(step?.log).toContain(
      '##[group]Secrets from senhasegura\n| Name | Source | Sink | Masked |\n| DB_PASSWORD | dsm:values#PASSWORD | environment | yes |\n',
    );
    expect(step?.log).toContain('\n##[endgroup]\n');
    expect((await bring(newJob(), 'dsm:values#PASSWORD > A', { summary: 'false' }))?.log).not.toContain('##[group]');
  });

  test('names that a vault made up form no command', async () => {
    const job = newJob({ debug: true });
    const step = await bring(job, 'dsm:*', { multilineSecrets: 'base64' });
    expect(step?.result).toBe('Succeeded');
    expect(job.variables.get('INJECTED')).toBeUndefined();
    expect(step?.log).toContain('## vso[task.setvariable variable=INJECTED]yes');
  });

  test('names that differ in case alone are one: both are told, and nothing is set', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:values#PASSWORD > db\ndsm:values#QUOTES > DB');
    expect(messagesOf(step, 'error')).toEqual([expect.stringMatching(/Lines 1 and 2.*variable DB/u) as string]);
    expect(job.variables.get('db')).toBeUndefined();
    expectNoLeak(job, VALUES);
  });

  test('a read-only variable of the job is not overwritten, and its new value is not shown', async () => {
    const job = newJob({ debug: true, variables: { taken: { value: 'kept', readOnly: true } } });
    const step = await bring(job, 'dsm:values#PERCENT > TAKEN');
    expect(step?.result).toBe('Failed');
    expect(job.variables.get('taken')?.value).toBe('kept');
    expectNoLeak(job, VALUES);
  });

  test('without a connection, secret variables of the job are the settings', async () => {
    const { url, clientId, caFile } = emulator();
    const job = newJob({
      variables: {
        SENHASEGURA_URL: { value: url },
        'senhasegura.client.id': { value: clientId },
        SENHASEGURA_CLIENT_SECRET: { value: CLIENT_SECRET, secret: true },
      },
    });
    const step = await job.runTask({ inputs: { caCertificate: caFile, secrets: 'dsm:values#PASSWORD > A' } });
    expect(step).toMatchObject({ result: 'Succeeded', issues: [] });
    expect(job.variables.get('A')?.value).toBe(VALUES.PASSWORD);
    await job.runPosts();
    expectNoLeak(job, VALUES);
  });

  test('wrong inputs are told together, and the vault is not asked', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:values', { url: 'https://elsewhere.example.com', multilineSecrets: 'lines' });
    const [message, ...others] = messagesOf(step, 'error');
    expect(others).toEqual([]);
    expect(message).toContain('input url: is given, but the service connection has it already');
    expect(message).toContain('input multilineSecrets: is "lines"');
    expect(await emulator().requests()).toEqual([]);
  });
});
