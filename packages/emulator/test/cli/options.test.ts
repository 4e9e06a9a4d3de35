import { parseCommandLine } from '../../src/cli/options.js';

describe('the command line', () => {
  test('has defaults', () => {
    expect(parseCommandLine([])).toEqual({ kind: 'run', port: 0, latency: 0, http: false });
  });

  test('takes every option', () => {
    expect(parseCommandLine(['--port', '8443', '--data', 'v.yaml', '--http', '--latency=50'])).toEqual({
      ...{ kind: 'run', port: 8443, dataFile: 'v.yaml', http: true, latency: 50 },
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

  test.each([['--unknown'], ['extra'], ['--port'], ['--http=yes']])('%s is wrong', (argument) => {
    expect(parseCommandLine([argument])).toMatchObject({ kind: 'wrong' });
  });

  test('--help wins', () => {
    expect(parseCommandLine(['--help'])).toEqual({ kind: 'help' });
  });
});
