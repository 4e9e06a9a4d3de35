import fc from 'fast-check';
import { emptyKinds, listingText, tableText } from '../../src/commands/list.js';

describe('the text of a listing', () => {
  test('a line for each field is a reference', () => {
    const credential = { id: '7', identifier: 'x', username: 'u', hostname: 'h', type: 'SSH Key' };
    const text = listingText({
      dsm: [
        { identity: 'a/b', fields: ['X', 'Y'] },
        { identity: 'empty', fields: [] },
      ],
      ssh: [credential],
      mysafe: [{ source: 'mysafe-note', identifier: '12', name: 'Recovery' }],
    });
    expect(text).toBe('dsm:a/b#X\ndsm:a/b#Y\ndsm:empty\nssh:7\tu@h\tx\tSSH Key\nmysafe-note:12\tRecovery\n');
  });

  test('version and end of a secret stand behind its references, where the vault tells them', () => {
    const text = listingText({
      dsm: [
        { identity: 'a', fields: ['X', 'Y'], version: '3', expiration_date: '2026-12-01 10:00:00' },
        { identity: 'b', fields: ['X'], expiration_date: '12/01/2026\t10:00:00' },
        { identity: 'c', fields: [], version: '1' },
      ],
    });
    expect(text).toBe(
      'dsm:a#X\tversion 3\texpires 2026-12-01 10:00:00\ndsm:a#Y\tversion 3\texpires 2026-12-01 10:00:00\n' +
        'dsm:b#X\texpires 12/01/2026?10:00:00\ndsm:c\tversion 1\n',
    );
  });

  test('whatever a name holds, a thing stays on its line, without controls', () => {
    const name = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(name, fc.array(name, { minLength: 1 }), (identity, fields) => {
        const text = listingText({ dsm: [{ identity, fields }] });
        expect(text.split('\n')).toHaveLength(fields.length + 1);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
    );
  });
});

test('at a terminal the same stands in columns, under heads', () => {
  const credential = { id: '7', identifier: 'x', username: 'ñu', hostname: 'h', type: 'SSH Key' };
  const listed = { dsm: [{ identity: 'a/b', fields: ['X'] }], ssh: [credential, { ...credential, id: '1234567' }] };
  expect(tableText(listed)).toBe(
    [
      'REFERENCE',
      'dsm:a/b#X',
      '',
      'REFERENCE    ACCOUNT  IDENTIFIER  TYPE',
      'ssh:7        ñu@h     x           SSH Key',
      'ssh:1234567  ñu@h     x           SSH Key',
      '',
    ].join('\n'),
  );
  expect(tableText({ dsm: [] })).toBe('');
});

test('names the lists that are empty, and no others', () => {
  expect(emptyKinds({ dsm: [{ identity: 'a', fields: [] }] })).toBeUndefined();
  expect(emptyKinds({})).toBeUndefined();
  expect(emptyKinds({ pam: [], dsm: [{ identity: 'a', fields: [] }], mysafe: [] })).toContain(
    'can read nothing of pam, mysafe.',
  );
});
