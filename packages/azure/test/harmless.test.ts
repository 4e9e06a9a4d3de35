import fc from 'fast-check';
import { parseLoggingCommand } from '../../../test/stand-ins/azure-agent/logging-command.js';
import { harmless } from '../src/harmless.js';

test.each([
  ['name ##vso[task.setvariable variable=PATH]/evil', 'name ## vso[task.setvariable variable=PATH]/evil'],
  ['##[error]all is lost', '## [error]all is lost'],
  ['###[group]', '### [group]'],
  ['##VSO is a word', '## VSO is a word'],
  ['##\u200bvso[a.b]', '##?vso[a.b]'],
  ['a # b ## c', 'a # b ## c'],
])('%j becomes %j', (message, shown) => {
  expect(harmless(message)).toBe(shown);
});

test('no message forms a command, whatever it is made of', () => {
  const pieces = fc.constantFrom(
    '#',
    '##',
    'vso',
    '[',
    ']',
    '##vso[',
    'task.debug',
    ' ',
    '\n',
    '\r',
    '\u200b',
    '\u0000',
    'VSO',
  );
  fc.assert(
    fc.property(fc.string({ unit: pieces }), (message) => {
      for (const line of harmless(message).split('\n')) {
        expect(parseLoggingCommand(line, true)).toBeUndefined();
        expect(line).not.toMatch(/##(?:vso|\[)/);
        expect(line).not.toContain('\r');
      }
    }),
  );
});
