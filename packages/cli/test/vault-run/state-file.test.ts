import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { stateFileOf } from '../../src/vault-run/state-file.js';

describe('the state file', () => {
  let home = '';
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'state-')));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });
  const state = (secretsFile = '/builds/.runb.vars', XDG_STATE_HOME?: string) =>
    stateFileOf('runb', secretsFile, { home, environment: { XDG_STATE_HOME } });

  test('is kept for the owner alone, by the path of the secrets file, and removed', () => {
    expect(state().load()).toBeUndefined();
    state().save('one');
    state().save('two');
    expect(state().load()).toBe('two');
    expect(state('/builds/other').load()).toBeUndefined();
    expect([statSync(state().path).mode & 0o777, statSync(dirname(state().path)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readdirSync(dirname(state().path))).toHaveLength(1);
    state().remove();
    state().remove();
    expect(state().load()).toBeUndefined();
  });

  test('goes with what a process left that was killed while it wrote', () => {
    state().save('one');
    const { path } = state();
    writeFileSync(`${path}.0123456789ab`, 'half of', { mode: 0o600 });
    writeFileSync(`${path}.of-somebody-else`, 'whole', { mode: 0o600 });
    state().remove();
    expect(readdirSync(dirname(path))).toEqual([`${basename(path)}.of-somebody-else`]);
  });

  test('follows XDG_STATE_HOME where that is absolute', () => {
    const other = join(home, 'elsewhere');
    expect(state('/x', other).path.startsWith(`${other}/senhasegura/`)).toBe(true);
    expect(state('/x', 'relative').path.startsWith(`${home}/.local/state/senhasegura/`)).toBe(true);
  });

  test.each([
    [
      'others can read',
      (path: string) => {
        chmodSync(path, 0o640);
      },
    ],
    [
      'is a link',
      (path: string) => {
        renameSync(path, `${path}.x`);
        symlinkSync(`${path}.x`, path);
      },
    ],
    [
      'is a folder',
      (path: string) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
    [
      'lies where others can write',
      (path: string) => {
        chmodSync(dirname(path), 0o777);
      },
    ],
    [
      'is too large',
      (path: string) => {
        writeFileSync(path, 'x'.repeat(17 * 1024 * 1024));
      },
    ],
  ])('one that %s is not trusted', (_, spoil) => {
    state().save('{}');
    expect(state().load()).toBe('{}');
    spoil(state().path);
    expect(() => state().load()).toThrow('is not trusted');
  });

  test('a folder that can not be made is told of, with what to do', () => {
    writeFileSync(join(home, '.local'), '');
    expect(() => {
      state().save('x');
    }).toThrow('XDG_STATE_HOME');
  });
});
