import fc from 'fast-check';
import { findCredential, findListed, isCredentialId } from '../../../src/vault/pam/credential-list.js';

const listed = [
  { id: '1', identifier: 'db-root', username: 'root', hostname: 'db', type: '' },
  { id: '2', identifier: '', username: 'svc@corp', hostname: 'ad', type: '' },
  { id: '3', identifier: 'root@db', username: 'other', hostname: 'x', type: '' },
  { id: '4', identifier: 'twin', username: 'a', hostname: 'b', type: '' },
  { id: '5', identifier: 'twin', username: 'c', hostname: 'd', type: '' },
];

test.each([
  ['db-root', '1'],
  ['svc@corp@ad', '2'],
  ['other@x', '3'],
])('%s is %s', (reference, id) => {
  expect(findCredential(reference, listed)).toEqual({ ok: id });
});

test('an identifier beats username@hostname', () => {
  expect(findCredential('root@db', listed)).toEqual({ ok: '3' });
});

test('two of one identifier ask for the id, and none asks to look', () => {
  expect(findCredential('twin', listed)).toEqual({ problem: expect.stringContaining('ids 4, 5') as string });
  expect(findCredential('Db-Root', listed)).toHaveProperty('problem');
  expect(findCredential('x', [{ id: '../1', identifier: 'x', username: '', hostname: '', type: '' }])).toHaveProperty(
    'problem',
  );
});

test('what is not there brings the nearest, by its identifier, its address or its id', () => {
  expect(findCredential('db-rot', listed)).toHaveProperty('problem', expect.stringContaining('mean "db-root"?'));
  expect(findCredential('other@y', listed)).toHaveProperty('problem', expect.stringContaining('mean "other@x"?'));
  expect(findListed('db-root', listed)).toEqual({ ok: '1' });
  expect(findListed('4', listed)).toEqual({ ok: '4' });
  expect(findListed('44', listed)).toHaveProperty('problem', expect.stringMatching(/has no 44\..*mean "4"\?/));
  expect(findListed('4', [])).toHaveProperty('problem', expect.stringContaining('has no 4.'));
  expect(findListed('4', [])).toHaveProperty('problem', expect.stringContaining('4. Its list is empty. Check the id'));
});

test('only digits are an id', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.nat().map(String)), (text) => {
      const digits = text.length > 0 && text.length <= 18 && Array.from(text).every((c) => '0123456789'.includes(c));
      expect(isCredentialId(text)).toBe(digits);
    }),
  );
});
