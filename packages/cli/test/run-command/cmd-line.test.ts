import fc from 'fast-check';
import { cmdLine, LONGEST_CMD_LINE } from '../../src/run-command/cmd-line.js';
import { argumentsIn, withoutCarets, withVariables } from './cmd-reader.js';

const VARIABLES = { CD: 'C:\\work', PATH: 'C:\\tools & more', A: 'replaced', 'A^': 'replaced' };

/** What a batch file's program gets that is started with `%*`; each time a batch file hands it on, it is read again. */
function received(script: string, args: readonly string[], times = 1): readonly string[] {
  const line = cmdLine(script, args);
  if ('problem' in line) throw new Error(line.problem);
  const switches = line.args.slice(0, -1);
  expect(switches).toEqual(['/e:ON', '/v:OFF', '/d', '/s', '/c']);
  const whole = line.args.at(-1) ?? '';
  expect([whole.at(0), whole.at(-1)]).toEqual(['"', '"']);
  let read = withoutCarets(withVariables(whole.slice(1, -1), VARIABLES));
  for (let each = 0; each < times; each += 1) read = withoutCarets(read);
  const [found, ...rest] = argumentsIn(read);
  expect(found).toBe(script);
  return rest;
}

const SCRIPT = 'C:\\Program Files\\nodejs\\npm.cmd';

test.each([
  ['an operator', 'a & calc'],
  ['an operator without a space', 'a&calc'],
  ['a quote and an operator', 'a"&calc&"'],
  ['a variable', '%PATH%'],
  ['variables, one after the other', '%A%%A%x%'],
  ['a caret', 'a^b^^c'],
  ['a caret before a percent sign', '^%A^%'],
  ['an exclamation mark', '!A! wow!'],
  ['parentheses and redirections', '(a) > b < c | d'],
  ['quotes', 'say "hello" ""'],
  ['backslashes before quotes and at the end', 'C:\\a\\"b\\\\" c\\'],
  ['nothing', ''],
  ['a colon and tilde', '%A:~0,1%'],
  ['JSON', '{"a":"100% & more","b":"^"}'],
])('%s arrives as it is, however often it is handed on', (_, arg) => {
  for (const times of [0, 1, 2]) expect(received(SCRIPT, [arg, 'next'], times)).toEqual([arg, 'next']);
});

test('a script lies anywhere', () => {
  for (const script of ['C:\\a & b\\%A%\\x.cmd', 'Z:\\é (1)\\^x!.bat']) expect(received(script, ['1'])).toEqual(['1']);
});

test('every argument that a line can hold', () => {
  const nasty = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        fc.constantFrom('%', '&', '^', '"', '!', '\\', ' ', '|', '<', '>', '(', ')', ',', ';', '=', 'A', ':', '~'),
      ),
    )
    .map((parts) => parts.join('').replaceAll(/[\r\n\0]/g, ''));
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 4 }), fc.nat(2), (args, times) => {
      expect(received(SCRIPT, args, times)).toEqual(args);
    }),
    { numRuns: 2_000 },
  );
});

test('what no line can hold is refused', () => {
  for (const arg of ['a\nb', 'a\rb', 'a\0b']) {
    expect(cmdLine(SCRIPT, [arg])).toEqual({ problem: expect.stringContaining('a line end or a zero byte') as string });
  }
});

test('a line is as long as cmd.exe takes it, and not one longer', () => {
  const lineOf = (length: number) => cmdLine('C:\\x.cmd', ['a'.repeat(length)]);
  const around = LONGEST_CMD_LINE - 'cmd.exe /e:ON /v:OFF /d /s /c ""C:\\x.cmd" "'.length;
  const line = lineOf(around);
  expect('args' in line ? ['cmd.exe', ...line.args].join(' ').length : line.problem).toBe(8_191);
  expect(lineOf(around + 1)).toEqual({
    problem: expect.stringMatching(/8192 characters or more: .* takes 8191/) as string,
  });
  // A search for quotes that begins again at each backslash would not end within the test's time.
  expect(cmdLine('C:\\x.cmd', ['\\'.repeat(5_000_000)])).toHaveProperty('problem');
});
