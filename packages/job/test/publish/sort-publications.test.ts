import { expectedExports } from '../../src/publish/sort-publications.js';
import { planPublications } from '../../src/publish/publication-plan.js';
import { LINUX } from '../systems.js';
import { fetched } from './create-fetched.js';

const expected = (...values: readonly Parameters<typeof fetched>[]) =>
  expectedExports(
    planPublications(
      values.map((value) => fetched(...value)),
      { nameCase: 'keep', onConflict: 'error', allowNames: new Set() },
      '/tmp/job',
      LINUX,
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

test('private files have names of their own, whatever a file system makes of case, and none of a device of Windows', () => {
  const { variables } = expected(
    ['dsm:a#b > path:KEY', 'fake-1'],
    ['dsm:a#c > path:key', 'fake-2'],
    ['dsm:a#d > path:Key', 'fake-3'],
    ['dsm:a#e > path:NUL', 'fake-4'],
    ['dsm:a#f > path:NULL', 'fake-5'],
  );
  expect([...variables.values()].map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual([
    'KEY',
    'key-2',
    'Key-3',
    'NUL-',
    'NULL',
  ]);
});
