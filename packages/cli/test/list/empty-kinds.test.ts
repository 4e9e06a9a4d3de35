import { emptyKinds } from '../../src/list/empty-kinds.js';

test('names the lists that are empty, and no others', () => {
  expect(emptyKinds({ dsm: [{ identity: 'a', fields: [] }] })).toBeUndefined();
  expect(emptyKinds({})).toBeUndefined();
  expect(emptyKinds({ pam: [], dsm: [{ identity: 'a', fields: [] }], mysafe: [] })).toContain(
    'can read nothing of pam, mysafe.',
  );
});
