import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blankVariables, removeFiles } from '../../src/clean-up/on-this-machine.js';
import { EMPTY_LEDGER } from '../../src/ledger/ledger.js';

describe('blankVariables', () => {
  function blank(names: readonly string[]) {
    const exported: ReadonlyMap<string, string>[] = [];
    const results = blankVariables(
      { ...EMPTY_LEDGER, names },
      { exportVariables: (variables) => exported.push(variables) },
    );
    return { exported, results };
  }

  test('each variable is exported empty, in one go', () => {
    const { exported, results } = blank(['A', 'B']);
    expect(exported).toEqual([
      new Map([
        ['A', ''],
        ['B', ''],
      ]),
    ]);
    expect(results).toEqual([{ kind: 'done', what: 'Blanked 2 variables: A, B.' }]);
  });

  test('none is nothing, and very many are not all named', () => {
    expect(blank([])).toEqual({ exported: [], results: [] });
    const names = Array.from({ length: 10_000 }, (_, index) => `N${index}`);
    expect(blank(names).results[0]?.what.length).toBeLessThan(200);
    const told = (count: number) => blank(names.slice(0, count)).results[0]?.what;
    expect(told(1)).toBe('Blanked 1 variable: N0.');
    expect(told(20)).toBe(`Blanked 20 variables: ${names.slice(0, 20).join(', ')}.`);
    expect(told(22)).toBe(`Blanked 22 variables: ${names.slice(0, 20).join(', ')} and 2 more.`);
  });

  test('where variables end with their shell there are none to blank', () => {
    const exported: string[][] = [];
    const exportVariables = (variables: ReadonlyMap<string, string>) => exported.push([...variables.keys()]);
    const ledger = { ...EMPTY_LEDGER, names: ['A'] };
    expect(blankVariables(ledger, { variablesStay: false, exportVariables })).toEqual([]);
    expect(exported).toEqual([]);
  });
});

describe('removeFiles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'senhasegura-clean-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (...names: readonly string[]): string => join(folder, ...names);
  const remove = (files: readonly string[], folders: readonly string[] = []) =>
    removeFiles({ ...EMPTY_LEDGER, files, folders }, folder);

  test('files go, then folders from the inside out, and twice is as good as once', async () => {
    mkdirSync(at('a', 'b'), { recursive: true });
    writeFileSync(at('a', 'b', 'x'), 'fake');
    const entry = [[at('a', 'b', 'x')], [at('a'), at('a', 'b')]] as const;
    expect(await remove(...entry)).toEqual([{ kind: 'done', what: 'Removed 1 file.' }]);
    expect(existsSync(at('a'))).toBe(false);
    expect(await remove(...entry)).toEqual([]);
  });

  test('several files are counted; the copy that main kept for the clean-up goes uncounted', async () => {
    for (const name of ['x', 'y', 'kept']) writeFileSync(at(name), 'fake');
    const terms = { texts: {}, secrets: [], trust: '' };
    const copied = { ...terms, copy: { path: at('kept'), digest: '' } };
    expect(await removeFiles({ ...EMPTY_LEDGER, files: [at('x'), at('y')], terms: copied }, folder)).toEqual([
      { kind: 'done', what: 'Removed 2 files.' },
    ]);
    expect(existsSync(at('kept'))).toBe(false);
    expect(await removeFiles({ ...EMPTY_LEDGER, terms }, folder)).toEqual([]);
  });

  test('a folder that can not be removed is told of, and the others go', async () => {
    mkdirSync(at('a'));
    symlinkSync(at('a'), at('link'));
    const results = await remove([], [at('a'), at('link')]);
    expect(results).toEqual([{ kind: 'failed', what: expect.stringContaining(at('link')) as string }]);
    expect(existsSync(at('a'))).toBe(false);
  });

  test('a folder with something of others in it stays', async () => {
    mkdirSync(at('a'));
    writeFileSync(at('a', 'of others'), '');
    expect(await remove([], [at('a')])).toEqual([]);
    expect(existsSync(at('a', 'of others'))).toBe(true);
  });

  test('what a hostile step put in the place of a file or a folder is not followed, and the rest goes on', async () => {
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere', 'x'), 'of others');
    symlinkSync(at('elsewhere'), at('a'));
    symlinkSync(at('elsewhere', 'x'), at('link'));
    writeFileSync(at('good'), 'fake');
    const results = await remove([at('a', 'x'), at('link'), at('good')], [at('a')]);
    expect(existsSync(at('elsewhere', 'x'))).toBe(true);
    expect(existsSync(at('good'))).toBe(false);
    expect(results.filter(({ kind }) => kind === 'failed').length).toBeGreaterThanOrEqual(2);
  });
});
