import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { needs } from '../../../../test/harness/programs.js';
import { crowdingOf, fitsEnvironment, lengthProblem } from '../../src/publish/environment-limits.js';

describe('fitsEnvironment', () => {
  /** Linux itself says whether a process can be started with the variable. */
  function starts(name: string, value: string): boolean {
    try {
      execFileSync('true', { env: { PATH: process.env.PATH, [name]: value } });
      return true;
    } catch {
      return false;
    }
  }

  needs('coreutils').test.each([
    ['a', 1],
    ['é', 2],
    ['€', 3],
    ['🔑', 4],
  ])('the longest value of %s that a process can be started with, and not one more', (character, bytes) => {
    const most = Math.floor((128 * 1024 - 1 - 'NAME='.length) / bytes);
    for (const count of [most - 1, most, most + 1]) {
      const value = character.repeat(count);
      expect([count, fitsEnvironment('NAME', value)]).toEqual([count, starts('NAME', value)]);
    }
  });

  test('what is far from the limit needs no counting, and fits', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (value) => fitsEnvironment('NAME', value)));
  });
});

describe('crowdingOf', () => {
  const variables = (count: number, length: number) =>
    new Map(Array.from({ length: count }, (_, index) => [`NAME_${index}`, 'x'.repeat(length)]));

  /** Linux itself says whether a process can be started with these. */
  function starts(env: ReadonlyMap<string, string>): boolean {
    try {
      execFileSync('/bin/true', { env: Object.fromEntries(env) });
      return true;
    } catch {
      return false;
    }
  }

  needs('coreutils').test('what no process can be started with is refused, with advice', () => {
    const many = variables(24, 100 * 1024);
    expect(starts(many)).toBe(false);
    expect(crowdingOf(many, {}, 'linux')).toEqual([
      expect.stringMatching(/^The 24 variables of this run .* no later step could start.*> path:NAME.*> file:PATH/u),
    ]);
  });

  needs('coreutils').test.each([
    [15, 100 * 1024],
    [11_000, 100],
    [45_000, 0],
  ])('%i variables of %i bytes are let through, and processes start with them', (count, length) => {
    const some = variables(count, length);
    expect(crowdingOf(some, {}, 'linux')).toEqual([]);
    expect(starts(some)).toBe(true);
  });

  test('every byte is counted: names, values, the end of each, the pointer, and the name in the ledger', () => {
    const rest = 1.5 * 1024 * 1024 - ('A'.length + 2 + 8) - ('A'.length + 3) - ('PATH'.length + 2 + 8);
    const most = Math.floor(rest / 2);
    expect(crowdingOf(new Map([['A', 'é'.repeat(most)]]), { PATH: 'x'.repeat(rest % 2) }, 'linux')).toEqual([]);
    expect(crowdingOf(new Map([['A', 'é'.repeat(most)]]), { PATH: 'x'.repeat((rest % 2) + 1) }, 'linux')).toEqual([
      expect.stringContaining('have 1572865 bytes together'),
    ]);
  });

  test('many short names count twice, for post steps find them in the ledger too', () => {
    const names = new Map(Array.from({ length: 8_000 }, (_, index) => [`N${index}`.padEnd(100, '_'), '']));
    expect(crowdingOf(names, {}, 'linux')).toHaveLength(1);
  });

  test('the environment of the job counts, but not what takes its own place', () => {
    const large = variables(10, 100 * 1024);
    expect(crowdingOf(large, { OTHER: 'x'.repeat(600_000), ABSENT: undefined }, 'linux')).toHaveLength(1);
    expect(crowdingOf(large, Object.fromEntries(large), 'linux')).toEqual([]);
  });

  test('where nothing is exported, nothing is wrong with it', () => {
    expect(crowdingOf(new Map(), { LARGE: 'x'.repeat(2_000_000) }, 'linux')).toEqual([]);
  });
});

describe('other systems', () => {
  const of = (length: number) => new Map([['A', 'x'.repeat(length)]]);

  test('macOS has 1 MiB for arguments and variables, Windows no limit for all of them', () => {
    expect(crowdingOf(of(700_000), {}, 'darwin')).toEqual([]);
    expect(crowdingOf(of(800_000), {}, 'darwin')).toEqual([
      expect.stringMatching(/more than 786432 no later step could start.*> path:NAME/u),
    ]);
    expect(crowdingOf(of(800_000), {}, 'linux')).toEqual([]);
    expect(crowdingOf(of(8_000_000), {}, 'win32')).toEqual([]);
  });

  test('Windows counts characters and the name, others bytes', () => {
    const longest = 32_767 - 'NAME='.length - 1;
    expect(lengthProblem('NAME', '€'.repeat(longest), 'win32')).toBeUndefined();
    expect(lengthProblem('NAME', 'x'.repeat(longest + 1), 'win32')).toMatch(
      /^the value has 32762 characters, and Windows/u,
    );
    expect(lengthProblem('NAME', '€'.repeat(longest), 'linux')).toBeUndefined();
    expect(lengthProblem('NAME', '€'.repeat(50_000), 'darwin')).toMatch(/^the value has 150000 bytes/u);
  });
});
