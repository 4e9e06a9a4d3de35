import type { Destination } from '../../src/publish/publication.js';
import { replacesNeeded } from '../../src/publish/replaces-needed.js';
import { fetched } from './create-fetched.js';

const VARIABLES = new Map([
  ['CLIENT_ID', 'fake-client'],
  ['AWS_SESSION_TOKEN', undefined],
]);
const reason = (destination: Destination, { value = 'other', caseless = false } = {}) =>
  replacesNeeded({ destination, fetched: fetched('dsm:a#b', value) }, { variables: VARIABLES, caseless });

test.each(['variable', 'private-file'] as const)('a %s must not take the name of what is needed again', (kind) => {
  expect(reason({ kind, name: 'CLIENT_ID' })).toMatch(
    /^the job's variable of that name holds .* Give it another name/u,
  );
  expect(reason({ kind, name: 'OTHER' })).toBeUndefined();
});

test('the same value changes nothing, but the path of a file with it does', () => {
  expect(reason({ kind: 'variable', name: 'CLIENT_ID' }, { value: 'fake-client' })).toBeUndefined();
  expect(reason({ kind: 'private-file', name: 'CLIENT_ID' }, { value: 'fake-client' })).toBeDefined();
});

test('what the job does not have yet must not come', () => {
  expect(reason({ kind: 'variable', name: 'AWS_SESSION_TOKEN' })).toBeDefined();
});

test('case counts where names that differ in it are two', () => {
  expect(reason({ kind: 'variable', name: 'client_id' })).toBeUndefined();
  expect(reason({ kind: 'variable', name: 'client_id' }, { caseless: true })).toBeDefined();
});

test('outputs and files have names of their own', () => {
  expect(reason({ kind: 'output', name: 'CLIENT_ID' })).toBeUndefined();
  expect(reason({ kind: 'file', path: 'CLIENT_ID' })).toBeUndefined();
  expect(reason({ kind: 'ssh-agent' })).toBeUndefined();
});
