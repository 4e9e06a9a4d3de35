import fc from 'fast-check';
import { escape, parseLoggingCommand, unescape } from './logging-command.js';

const parse = (line: string, percents = true) => {
  const command = parseLoggingCommand(line, percents);
  return command && { ...command, properties: Object.fromEntries(command.properties) };
};

describe('a logging command', () => {
  test('has an area, an event, properties and data', () => {
    expect(parse('##vso[task.setvariable variable=A;issecret=true;]a=b;c')).toEqual({
      area: 'task',
      event: 'setvariable',
      properties: { variable: 'A', issecret: 'true' },
      data: 'a=b;c',
    });
  });

  test('may begin in the middle of a line', () => {
    expect(parse('text ##vso[task.setsecret]x')?.data).toBe('x');
  });

  test.each(['##vso[task]x', '##vso[a.b.c]x', '##vso[task.debug', '## vso[task.debug]', 'vso[task.debug]', ''])(
    'is not %j',
    (line) => {
      expect(parse(line)).toBeUndefined();
    },
  );

  test('compares the names of properties without case, and skips empty ones', () => {
    expect(parse('##vso[task.setvariable Variable=A;=x;y=;isSecret=TRUE]')?.properties).toEqual({
      variable: 'A',
      issecret: 'TRUE',
    });
  });

  test('is unescaped in its data and its properties', () => {
    expect(parse('##vso[t.e a=%3B%5D%0A%AZP253B]%0D%0A%3B%5D%AZP25')).toMatchObject({
      properties: { a: ';]\n%3B' },
      data: '\r\n;]%',
    });
  });

  test('keeps %AZP25 when percent signs are not decoded', () => {
    expect(parse('##vso[t.e]%AZP25%0A', false)?.data).toBe('%AZP25\n');
  });

  test('escaping and unescaping give back every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('%', 'AZP25', ';', ']', '\r', '\n', '3B', '0', 'a') }), (text) => {
        expect(unescape(escape(text, true), true)).toBe(text);
      }),
    );
  });
});
