import fc from 'fast-check';
import { collisionWarnings, inFixedOrder } from '../../src/runb/collisions.js';
import { systemLimits } from '../../src/vault-run/command-platform.js';
import { everySecret, fetchedOf } from '../fetched.js';

const LINUX = { tempDir: '/tmp', ...systemLimits('linux') };

const winners = (fetched: readonly { field: string; value: unknown }[]) =>
  Object.fromEntries(fetched.map(({ field, value }) => [field, value]));

describe('two values for one name', () => {
  test('which one wins does not depend on the order in which the vault lists secrets', () => {
    const secrets = fc.uniqueArray(fc.tuple(fc.string(), fc.constantFrom('X', 'Y'), fc.string()), {
      selector: ([identity, field]) => `${field}#${identity}`,
    });
    const shuffled = secrets.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(winners(inFixedOrder(everySecret(one)))).toEqual(winners(inFixedOrder(everySecret(other))));
      }),
    );
  });

  test('blocks of one secret and lines of the user keep their order', () => {
    const blocks = everySecret([
      ['a', 'X', '2'],
      ['a', 'X', '1'],
    ]);
    expect(inFixedOrder(blocks).map(({ value }) => value)).toEqual(['2', '1']);
    const lines = [fetchedOf('dsm:b', 'dsm:b#X', '1', 1), fetchedOf('dsm:a', 'dsm:a#X', '2', 2)];
    expect(inFixedOrder(lines)).toEqual(lines);
  });

  test('a warning names both and the winner, never a value', () => {
    const two = everySecret([
      ['a', 'X', 'fake-1'],
      ['b', 'X', 'fake-2'],
      ['c', 'Y', 'fake-3'],
    ]);
    expect(collisionWarnings(two, 'keep', LINUX)).toEqual([
      '"dsm:a#X" and "dsm:b#X" have different values for the variable X: that of "dsm:b#X" is used.',
    ]);
    expect(
      collisionWarnings(
        everySecret([
          ['a', 'X', 'same'],
          ['b', 'X', 'same'],
        ]),
        'keep',
        LINUX,
      ),
    ).toEqual([]);
    expect(
      collisionWarnings(
        everySecret([
          ['a', 'x-y', '1'],
          ['b', 'x_y', '2'],
        ]),
        'upper',
        LINUX,
      ),
    ).toHaveLength(1);
  });
});

test('names that differ in case alone are one variable on Windows, and two elsewhere', () => {
  const two = everySecret([
    ['a', 'password', 'fake-1'],
    ['b', 'PASSWORD', 'fake-2'],
  ]);
  const on = (system: NodeJS.Platform) => collisionWarnings(two, 'keep', { tempDir: '/tmp', ...systemLimits(system) });
  expect(on('win32')).toEqual([expect.stringContaining('that of "dsm:b#PASSWORD" is used')]);
  expect(on('linux')).toEqual([]);
});
