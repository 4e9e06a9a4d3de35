import { expectedExports } from '../../src/publish/sort-publications.js';
import { planPublications } from '../../src/publish/publication-plan.js';
import { fetched } from './create-fetched.js';

const expected = (...values: readonly Parameters<typeof fetched>[]) =>
  expectedExports(
    planPublications(
      values.map((value) => fetched(...value)),
      { nameCase: 'keep', onConflict: 'error', allowNames: new Set() },
      '/tmp/job',
    ),
  );

test('variables and outputs have their values, files leave nothing, and paths are as long as 256 bytes and the name', () => {
  const { variables, outputs } = expected(
    ['dsm:a#b > A', 'fake-a'],
    ['dsm:a#b > output:o', 'fake-o'],
    ['dsm:a#b > file:f', 'fake-f'],
    ['dsm:a#b > path:KEY', 'fake-key'],
  );
  expect([...variables.keys()]).toEqual(['A', 'KEY']);
  expect(variables.get('A')).toBe('fake-a');
  expect(variables.get('KEY')).toHaveLength(256 + '/KEY'.length);
  expect(outputs).toEqual(new Map([['o', 'fake-o']]));
});

test('a key for the agent comes to the variables that lead to it', () => {
  expect([...expected(['ssh:a#private_key > ssh-agent', 'fake-key']).variables.keys()]).toEqual([
    'SSH_AUTH_SOCK',
    'SSH_AGENT_PID',
  ]);
});
