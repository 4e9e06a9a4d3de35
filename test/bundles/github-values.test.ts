import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { access, expectNoLeak, messages, useEmulator, useFolder, useJobs, vaultWith } from './support/scenario.js';
import { needs } from '../harness/programs.js';

const bash = needs('bash');
const unix = needs('bash', 'coreutils');

/** Values that have broken other actions. Lines of fewer than four characters are no secrets to a masker. */
const VALUES = {
  SINGLE_QUOTES: `it's a 'quoted' value`,
  DOUBLE_QUOTES: `a "quoted" value\\"`,
  SUBSTITUTION: 'before$(touch /nowhere)${HOME}after',
  BACKTICKS: 'before`touch /nowhere`after',
  PERCENT: 'percent%0Aand%25and%0D',
  RETURN: 'before\rafter',
  RETURNS_AROUND: '\r\ninside\r\n',
  NEWLINE_FIRST: '\nafter the newline',
  NEWLINE_LAST: 'before the newline\n',
  ONLY_NEWLINES: '\n\n\n\n',
  COMMAND: '::set-output name=injected::value',
  COMMAND_LATER: 'first line\n::set-env name=INJECTED::value',
  OLD_COMMAND: 'first ##[error]injected',
  HEREDOC: 'first line\nEOF\nINJECTED=1\nghadelimiter_EOF\nlast line',
  EMOJI: 'chave-🔑🔑-ção-\u2028-\u0085',
  EQUALS: '=first=and=last=',
  SPACES: '   leading and trailing   ',
  TABS: '\tleading and trailing\t',
  BACKSLASHES: '\\n\\0\\\\',
  JSON: '{"key":"a value in JSON","list":[1,2]}',
  PEM: `-----BEGIN FAKE KEY-----\n${randomBytes(48).toString('base64')}\n${randomBytes(48).toString('base64')}\n-----END FAKE KEY-----\n`,
  LARGE: randomBytes(75_000).toString('base64'),
};
const MEGABYTE = randomBytes(768 * 1024).toString('base64');
/** What fits into one environment string of Linux beside `SIZE=` and the zero byte at its end. */
const LONGEST = 128 * 1024 - 1 - 'SIZE='.length;
const VAULT = vaultWith({
  secrets: [
    { identity: 'values', data: [VALUES] },
    { identity: 'megabyte', data: { MEGABYTE } },
    { identity: 'limit', data: [{ SIZE: randomBytes(LONGEST).toString('base64').slice(0, LONGEST) }] },
    { identity: 'empty', data: [{ EMPTY: '', NOTHING: null, NUMBER: 12.5 }] },
  ],
});

describe.each(nodeRuntimes())('values on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const notes = useFolder();

  /** The environment of a later step, as bytes. */
  const nextEnvironment = async (job: ReturnType<typeof newJob>) => {
    const file = join(notes, 'environment');
    await job.runShell(`env -0 > "$NOTES"`, { env: { NOTES: file } });
    const entries = readFileSync(file, 'utf8').split('\0');
    return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
  };

  unix.test('arrive byte for byte in the environment, in files and in outputs, and show up nowhere', async () => {
    const job = newJob({ debug: true });
    const secrets = [
      'dsm:values',
      'dsm:values#* > path:PATH_OF_*',
      'dsm:values#* > file:values/*',
      'dsm:values#* > output:*',
    ].join('\n');
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets } });
    expect(messages(main, 'error')).toEqual([]);

    const next = await nextEnvironment(job);
    const seen = Object.keys(VALUES).map((name) => ({
      name,
      env: next.get(name),
      path: readFileSync(next.get(`PATH_OF_${name}`) ?? '', 'utf8'),
      file: readFileSync(join(job.folders.temp, 'values', name), 'utf8'),
      output: main.outputs.get(name),
    }));
    expect(seen).toEqual(
      Object.entries(VALUES).map(([name, value]) => ({ name, env: value, path: value, file: value, output: value })),
    );
    expect(next.has('INJECTED')).toBe(false);
    expect(main.outputs.has('injected')).toBe(false);
    expect(main.deprecated).toEqual([]);

    await job.runPosts();
    expectNoLeak(job, VALUES);
    expect(existsSync(join(job.folders.temp, 'values'))).toBe(false);
  });

  test('of 1 MB arrive in files and outputs, and are refused for the environment', async () => {
    const job = newJob();
    const secrets = ['path:PATH_OF_MB', 'file:mb.bin', 'output:mb'].map((sink) => `dsm:megabyte#MEGABYTE > ${sink}`);
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: secrets.join('\n') } });
    expect(messages(main, 'error')).toEqual([]);
    const path = main.exportedEnv.get('PATH_OF_MB') ?? '';
    expect(readFileSync(path, 'utf8') === MEGABYTE).toBe(true);
    expect(readFileSync(join(job.folders.temp, 'mb.bin'), 'utf8') === MEGABYTE).toBe(true);
    expect(main.outputs.get('mb') === MEGABYTE).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    await job.runPosts();
    expect(existsSync(path)).toBe(false);
    expectNoLeak(job, { MEGABYTE });
  });

  bash.test(
    'NAME=value of 128 KiB less one byte starts a later step, one byte more is refused with advice',
    async () => {
      const job = newJob();
      const fits = await job.runAction({ inputs: { ...access(emulator()), secrets: 'dsm:limit#SIZE > SIZE' } });
      expect(messages(fits, 'error')).toEqual([]);
      expect(await job.runShell('test "${#SIZE}" = "$LONGEST"', { env: { LONGEST: String(LONGEST) } })).toMatchObject({
        conclusion: 'success',
      });

      const other = newJob();
      const refused = await other.runAction({
        inputs: { ...access(emulator()), secrets: 'dsm:limit#SIZE > SIZE_\ndsm:empty' },
      });
      expect(messages(refused, 'error')).toEqual([expect.stringMatching(/SIZE_[^]*128 KiB[^]*(path:|file:)/u)]);
      expect(refused).toMatchObject({ exitCode: 1, exportedEnv: new Map() });
    },
  );

  test('empty values are exported empty, null ones not at all, numbers as the vault writes them', async () => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: 'dsm:empty' } });
    expect(Object.fromEntries(main.exportedEnv)).toEqual({ EMPTY: '', NUMBER: '12.5' });
  });
});
