import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { fitsEnvironment } from '../../src/publish/fits-environment.js';
import { needs } from '../../../../test/harness/programs.js';

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
