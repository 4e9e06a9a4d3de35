import fc from 'fast-check';
import { foldName, sinkName, variableName } from '../../src/names/variable-name.js';

describe('variableName', () => {
  test.each([
    ['password', 'password'],
    ['MY_KEY', 'MY_KEY'],
    ['my-key.name 2', 'my_key_name_2'],
    ['1st', '_1st'],
    ['', '_'],
    ['é', '_'],
    ['a🔑b', 'a_b'],
    ['a\ud800b', 'a_b'],
    ['a\nB=c', 'a_B_c'],
    ['__proto__', '__proto__'],
    ['../x', '___x'],
  ])('of %j is %j', (field, name) => {
    expect(variableName(field, 'keep')).toBe(name);
  });

  test('is upper case where the setting says so', () => {
    expect(variableName('my-key', 'upper')).toBe('MY_KEY');
    expect(variableName('ß', 'upper')).toBe('_');
  });

  test('is a valid name for any field, keeps valid names, and has one character for each code point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (field) => {
        const name = variableName(field, 'keep');
        expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
        if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(field)) expect(name).toBe(field);
        const digit = '0' <= field.charAt(0) && field.charAt(0) <= '9' ? 1 : 0;
        expect(name).toHaveLength(Math.max(1, Array.from(field).length + digit));
      }),
    );
  });
});

describe('sinkName', () => {
  test.each([
    ['DB_*', 'password', 'keep', 'DB_password'],
    ['db_*', 'pass-word', 'upper', 'db_PASS_WORD'],
    ['*_db', '1st', 'keep', '_1st_db'],
    ['DB_*', '1st', 'keep', 'DB_1st'],
    ['*', '', 'keep', '_'],
    ['2026/*', '1st', 'keep', '2026/1st'],
    ['NAME', 'password', 'upper', 'NAME'],
    ['a-*', 'x.y', 'keep', 'a-x_y'],
    ['/run/*/key', '../../etc', 'keep', '/run/______etc/key'],
    ['A_*', '$&*', 'keep', 'A____'],
  ] as const)('of %s and %j (%s) is %s', (pattern, field, nameCase, name) => {
    expect(sinkName(pattern, { id: 'unused', field }, nameCase)).toBe(name);
  });

  test.each([
    ['{id}_*', 'database-prod', 'keep', 'database_prod_password'],
    ['{id}', '123', 'keep', '_123'],
    ['DB_{id}', '123', 'keep', 'DB_123'],
    ['{id}', 'café/x', 'upper', 'CAF__X'],
    ['{id}/*.{id}', '../..', 'keep', '_____/password._____'],
    ['*_{id}', '{id}*', 'keep', 'password__id__'],
    ['{ID}', 'a', 'keep', '{ID}'],
  ] as const)('of %s and the id %j (%s) is %s', (pattern, id, nameCase, name) => {
    expect(sinkName(pattern, { id, field: 'password' }, nameCase)).toBe(name);
  });

  test('an id adds no folder, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        expect(sinkName('a/{id}/b', { id, field: '' }, 'keep')).toMatch(/^a\/\w+\/b$/);
      }),
    );
  });

  test('a field adds no folder, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (field) => {
        expect(sinkName('a/*/b', { id: '', field }, 'keep')).toMatch(/^a\/\w+\/b$/);
      }),
    );
  });
});

test('names that differ in case alone are one where a system says so', () => {
  expect([foldName('Db_Password', true), foldName('DB_PASSWORD', true)]).toEqual(['DB_PASSWORD', 'DB_PASSWORD']);
  expect(foldName('Db_Password', false)).toBe('Db_Password');
});
