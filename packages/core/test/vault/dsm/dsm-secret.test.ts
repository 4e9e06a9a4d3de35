import fc from 'fast-check';
import { readDsmSecrets } from '../../../src/vault/dsm/dsm-secret.js';
import { NumberText } from '../../../src/values/json-value.js';

test('data as an array of blocks, as one object, and absent', () => {
  expect(
    readDsmSecrets([
      {
        identity: 'a/b c',
        secret_id: '106',
        secret_name: 'Application',
        version: '2',
        expiration_date: '2030-08-18 11:10:00',
        data: [{ x: '1', y: null }, { x: '2' }],
      },
      { identity: 'b', version: '', expiration_date: '', data: { z: '' } },
      { identity: 'c' },
      'no secret',
    ]),
  ).toEqual([
    {
      identity: 'a/b c',
      version: '2',
      expirationDate: '2030-08-18 11:10:00',
      label: 'id 106, "Application"',
      fields: [
        { name: 'x', value: '1' },
        { name: 'x', value: '2' },
      ],
    },
    { identity: 'b', label: 'id unknown', fields: [{ name: 'z', value: '' }] },
    { identity: 'c', label: 'id unknown', fields: [] },
  ]);
});

test('numbers keep their spelling, and nested JSON becomes text', () => {
  const data = {
    port: 5432,
    big: new NumberText('12345678901234567890.10'),
    on: true,
    nested: { a: [1, new NumberText('1.0')] },
  };
  expect(readDsmSecrets([{ identity: 'a', data }])[0]?.fields.map(({ value }) => value)).toEqual([
    '5432',
    '12345678901234567890.10',
    'true',
    '{"a":[1,1.0]}',
  ]);
});

test('whatever a list holds, fields are texts with their names', () => {
  const dictionaries = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(null)));
  fc.assert(
    fc.property(fc.array(dictionaries), (blocks) => {
      const [secret] = readDsmSecrets([{ identity: 'a', data: blocks }]);
      const expected = blocks.flatMap((block) =>
        Object.entries(block).flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
      );
      expect(secret?.fields).toEqual(expected);
    }),
  );
});
