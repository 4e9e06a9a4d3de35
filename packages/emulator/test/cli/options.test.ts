import { parseCommandLine } from '../../src/cli/options.js';

describe('the command line', () => {
  test('has defaults', () => {
    expect(parseCommandLine([])).toEqual({
      ...{ kind: 'run', port: 0, latency: 0, http: false, data: { kind: 'sample', name: 'plain' } },
    });
  });

  test('takes every option', () => {
    expect(parseCommandLine(['--port', '8443', '--data', 'v.yaml', '--http', '--latency=50'])).toEqual({
      ...{ kind: 'run', port: 8443, data: { kind: 'file', path: 'v.yaml', watch: false }, http: true, latency: 50 },
    });
  });

  test('takes a shift of the clock, forward and back', () => {
    expect(parseCommandLine(['--clock-shift', '90'])).toMatchObject({ clockShift: 90 });
    expect(parseCommandLine(['--clock-shift=-600'])).toMatchObject({ clockShift: -600 });
    expect(parseCommandLine(['--clock-shift', 'soon'])).toMatchObject({
      problems: ['--clock-shift takes a whole number of seconds, not "soon".'],
    });
  });

  test('reports all wrong numbers together', () => {
    expect(parseCommandLine(['--port', '70000', '--latency', '1e3'])).toEqual({
      kind: 'wrong',
      problems: [
        '--port takes a whole number from 0 to 65535, not "70000".',
        '--latency takes a whole number from 0 to 600000, not "1e3".',
      ],
    });
  });

  test('has built-in data by name, and takes one of file and name', () => {
    expect(parseCommandLine(['--sample', 'odd'])).toMatchObject({ data: { kind: 'sample', name: 'odd' } });
    expect(parseCommandLine(['--sample', 'even', '--data', 'v.yaml'])).toEqual({
      kind: 'wrong',
      problems: [
        '--sample takes plain or odd, not "even".',
        '--data and --sample both say what the vault holds: give one.',
      ],
    });
  });

  test.each([['--unknown'], ['extra'], ['--port'], ['--http=yes']])('%s is wrong', (argument) => {
    expect(parseCommandLine([argument])).toMatchObject({ kind: 'wrong' });
  });

  test('takes where to listen, what to keep and where to log', () => {
    const args = ['--host', '::1', '--prefix', '/a/b', '--ca-dir', 'ca', '--log', '-', '--data', 'v.yaml', '--watch'];
    expect(parseCommandLine(args)).toMatchObject({
      ...{ kind: 'run', host: '::1', prefix: '/a/b', caDir: 'ca', log: '-' },
      data: { kind: 'file', path: 'v.yaml', watch: true },
    });
    expect(parseCommandLine(['--print-sample', '--sample', 'odd'])).toEqual({ kind: 'print-sample', name: 'odd' });
  });

  test.each([
    [['--watch'], '--watch needs the file of --data.'],
    [['--host', 'a b'], '--host takes an address or a host name, not "a b".'],
    [['--prefix', 'vault'], '--prefix takes a path like /senhasegura, not "vault".'],
    [['--prefix', '/vault/'], '--prefix takes a path like /senhasegura, not "/vault/".'],
  ])('%j is wrong', (args, problem) => {
    expect(parseCommandLine(args)).toEqual({ kind: 'wrong', problems: [problem] });
  });

  test('--help wins', () => {
    expect(parseCommandLine(['--help'])).toEqual({ kind: 'help' });
  });
});
