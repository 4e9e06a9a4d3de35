import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PROGRAM_NAMES, isThere, missingIn, program, skipMark } from './programs.js';
import { REPOSITORY } from './repository.js';
import { skippedLine } from './skipped-by-program.js';

const JEST = join(REPOSITORY, 'node_modules/jest/bin/jest.js');
/** What a file must be called to be the command `git`. */
const COMMAND = process.platform === 'win32' ? 'git.exe' : 'git';

describe('a program is there', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'programs-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('when the PATH has a file that can be run', () => {
    expect(isThere('git', { PATH: folder })).toBe(false);
    expect(isThere('git', {})).toBe(false);
    writeFileSync(join(folder, COMMAND), '', { mode: 0o755 });
    expect(isThere('git', { PATH: ['/nowhere', folder].join(delimiter) })).toBe(true);
  });

  test('when all of its commands are', () => {
    writeFileSync(join(folder, 'ssh-add'), '', { mode: 0o755 });
    expect(isThere('openssh', { PATH: folder })).toBe(false);
  });
});

test('each program that a system can lack can be installed by .ci/install-tools', () => {
  const without = PROGRAM_NAMES.filter((name) => program(name).from === undefined);
  expect(without).toEqual(['Node 24', 'sh']);
});

test('the mark of a title is read as it was written', () => {
  expect(missingIn(`sourced in fish ${skipMark(['fish'])} gives any text`)).toEqual(['fish']);
  expect(missingIn(`x ${skipMark(['Node 24', 'rsync'])}`)).toEqual(['Node 24', 'rsync']);
  expect(missingIn('says (nothing)')).toEqual([]);
});

test('the summary counts skipped tests by program', () => {
  const skipped = (...names: string[]) => ({ fullName: `x ${skipMark(names)}`, status: 'pending' });
  expect(skippedLine([skipped('busybox'), skipped('fish'), skipped('fish', 'rsync')])).toBe(
    'Skipped: fish 2, busybox 1, rsync 1',
  );
  expect(
    skippedLine([
      { ...skipped('fish'), status: 'passed' },
      { fullName: 'y', status: 'pending' },
    ]),
  ).toBeUndefined();
});

describe('a test that needs a program', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'needing-'));
    writeFileSync(
      join(folder, 'needing.test.mjs'),
      `import { each, needs } from ${JSON.stringify(join(REPOSITORY, 'test/harness/programs.js'))};
       needs('git').test('uses git', () => undefined);
       needs('fish').test('uses fish', () => undefined);
       needs('fish', 'zsh').describe('shells', () => {
         test.each([1, 2])('use %d', () => undefined);
       });
       each([{ name: 'a fish', needs: ['fish'] }, { name: 'no fish', needs: [] }]).test('$name', () => undefined);
       test('needs nothing', () => undefined);`,
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (variables: Readonly<Record<string, string>>) => {
    const config = {
      rootDir: folder,
      testMatch: ['**/*.test.mjs'],
      moduleFileExtensions: ['mjs', 'js'],
      transform: {},
      reporters: ['default', join(REPOSITORY, 'test/harness/skipped-by-program.js')],
    };
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--experimental-vm-modules', JEST, '--verbose', '--config', JSON.stringify(config)],
      { cwd: folder, encoding: 'utf8', env: { PATH: '/nowhere', ...variables } },
    );
    return { status, report: stderr };
  };

  test('is skipped by name where it is missing, and counted', () => {
    const { status, report } = run({});
    expect(status).toBe(0);
    expect(report).toContain('○ skipped uses git (skipped: no git)');
    expect(report).toContain('○ skipped a fish (skipped: no fish)');
    expect(report).toContain('✓ no fish');
    expect(report).toContain('Skipped: fish 4, zsh 2, git 1');
    expect(report).toMatch(/Tests: +5 skipped, 2 passed, 7 total/);
  });

  test('fails where all programs must be there', () => {
    const { status, report } = run({ SENHASEGURA_TEST_PROGRAMS: 'all' });
    expect(status).toBe(1);
    expect(report).toContain('fish: not on the PATH, and SENHASEGURA_TEST_PROGRAMS=all. Run .ci/install-tools.');
    expect(report).toMatch(/Tests: +4 failed, 2 passed, 6 total/);
  });
});
