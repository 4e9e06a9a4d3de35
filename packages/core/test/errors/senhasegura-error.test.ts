import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { InputError, failureMessage } from '../../src/errors/senhasegura-error.js';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('our own errors say what they say', () => {
  expect(failureMessage(new InputError('Line 3 is wrong.'))).toBe('Line 3 is wrong.');
});

test('what the operating system says is shown', () => {
  expect(failureMessage(thrownBy(() => openSync('/no/such/folder/at/all', 'r')))).toMatch(
    /^Something unforeseen happened \(Error ENOENT\): ENOENT: no such file/,
  );
});

test("Node's own errors quote what they were given, so their text is not shown", () => {
  const error = thrownBy(() => spawnSync('true', [], { env: { PASSPHRASE: 'fake-secret\0tail' } }));
  expect(String(error)).toContain('fake-secret');
  expect(failureMessage(error)).toBe('Something unforeseen happened (TypeError ERR_INVALID_ARG_VALUE).');
});

test('anything may be thrown', () => {
  expect(failureMessage('fake-secret')).toBe('Something unforeseen happened.');
});
