import { judgeMode, makingPrivate } from '../../src/settings/setting-files.js';

test.each([
  [0o100600, '0600', 'nothing'],
  [0o100711, '0711', 'nothing'],
  [0o640, '0640', 'read'],
  [0o604, '0604', 'read'],
  [0o100620, '0620', 'write'],
  [0o602, '0602', 'write'],
  [0o666, '0666', 'write'],
])('of the mode %o others get no more than is said', (mode, text, others) => {
  expect(judgeMode(mode)).toEqual({ text, others });
});

test('what is said makes a file private', () => {
  expect(judgeMode(Number.parseInt(/^chmod (\d+) f$/.exec(makingPrivate('f'))?.[1] ?? '', 8)).others).toBe('nothing');
});
