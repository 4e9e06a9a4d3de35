import fc from 'fast-check';
import { parseLoggingCommand } from '../../../test/stand-ins/azure-agent/logging-command.js';
import * as command from '../src/agent-command.js';

/** What the agent reads of a command that has to be one line. */
function read(text: string) {
  expect(text).toMatch(/^[^\r\n]*\n$/);
  const { properties, ...rest } = parseLoggingCommand(text.slice(0, -1), true) ?? { properties: new Map() };
  return { ...rest, properties: Object.fromEntries(properties) as Record<string, string> };
}

const nasty = fc.string({
  unit: fc.constantFrom('%', 'AZP25', '%0A', '%3B', ';', ']', '\r', '\n', '##vso[', 'é', '🔑', ' '),
});

test('the agent reads every text as it was', () => {
  fc.assert(
    fc.property(nasty, nasty, (name, value) => {
      fc.pre(name !== '');
      expect(read(command.setVariable({ name, value, secret: true }, false))).toEqual({
        area: 'task',
        event: 'setvariable',
        properties: { variable: name, issecret: 'true', isoutput: 'false' },
        data: value,
      });
      expect(read(command.setTaskVariable(name, value))).toMatchObject({ properties: { variable: name }, data: value });
      expect(read(command.setSecret(value))).toMatchObject({ event: 'setsecret', data: value });
      expect(read(command.issue('warning', value))).toMatchObject({ properties: { type: 'warning' }, data: value });
      expect(read(command.debug(value))).toMatchObject({ event: 'debug', data: value });
    }),
  );
});

test('a variable can be no secret, and an output of the step', () => {
  expect(read(command.setVariable({ name: 'A', value: 'x', secret: false }, true)).properties).toEqual({
    variable: 'A',
    issecret: 'false',
    isoutput: 'true',
  });
});

test('a failed task says so', () => {
  expect(read(command.failed())).toMatchObject({ event: 'complete', properties: { result: 'Failed' } });
});

test('the escaped form of a text is what stands in its command', () => {
  fc.assert(
    fc.property(nasty, (value) => {
      expect(command.setVariable({ name: 'A', value, secret: true }, false)).toContain(`]${command.escaped(value)}\n`);
    }),
  );
  expect(command.escaped('50%\n')).toBe('50%AZP25%0A');
});

test.each([
  ['name ##vso[task.setvariable variable=PATH]/evil', 'name ## vso[task.setvariable variable=PATH]/evil'],
  ['##[error]all is lost', '## [error]all is lost'],
  ['###[group]', '### [group]'],
  ['##VSO is a word', '## VSO is a word'],
  ['##\u200bvso[a.b]', '##?vso[a.b]'],
  ['a # b ## c', 'a # b ## c'],
])('%j becomes %j', (message, shown) => {
  expect(command.harmless(message)).toBe(shown);
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
      for (const line of command.harmless(message).split('\n')) {
        expect(parseLoggingCommand(line, true)).toBeUndefined();
        expect(line).not.toMatch(/##(?:vso|\[)/);
        expect(line).not.toContain('\r');
      }
    }),
  );
});
