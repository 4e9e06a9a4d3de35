import { foldName } from '../../src/names/fold-name.js';

test('names that differ in case alone are one where a system says so', () => {
  expect([foldName('Db_Password', true), foldName('DB_PASSWORD', true)]).toEqual(['DB_PASSWORD', 'DB_PASSWORD']);
  expect(foldName('Db_Password', false)).toBe('Db_Password');
});
