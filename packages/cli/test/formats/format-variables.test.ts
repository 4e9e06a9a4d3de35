import { isToolName, TOOL_NAMES } from '../../src/formats/tool-name.js';
import { variablesOf } from './nasty-values.js';
import { problemsOf, written } from './written.js';

const ENVIRONMENTS = TOOL_NAMES.filter((tool) => tool !== 'json');

describe.each(TOOL_NAMES)('%s', (tool) => {
  test('refuses names that are no identifiers, without quoting them', () => {
    const names = ['', '1A', 'A-B', 'A B', 'A\nB', 'É', 'A;id', "A'", 'A='];
    const problems = problemsOf(
      tool,
      names.map((name) => ({ name, value: 'x' })),
    );
    expect(problems).toHaveLength(names.length);
    expect(new Set(problems).size).toBe(1);
  });

  test('refuses a name that is there twice', () => {
    const twice = [
      { name: 'A', value: 'x' },
      { name: 'A', value: 'y' },
    ];
    expect(problemsOf(tool, twice)).toEqual([`A can't be written for ${tool}: it is there twice.`]);
  });

  test('writes a file for no variables at all', () => {
    expect(written(tool, [])).toMatch(/\n$/);
  });
});

describe.each(ENVIRONMENTS)('%s', (tool) => {
  test('reports every value that no environment can hold, and never a value', () => {
    const problems = problemsOf(tool, variablesOf(['fine', 'secret\0one', 'secret\ud800two', 'secret'.repeat(22_000)]));
    expect(problems).toEqual([
      expect.stringMatching(/^V1 can't be written .*zero byte/),
      expect.stringMatching(/^V2 can't be written .*surrogate pair/),
      expect.stringMatching(/^V3 can't be written .*128 KiB/),
    ]);
    expect(problems.join()).not.toContain('secret');
  });

  test('takes the longest value that a process can be started with, or that cmd.exe reads, and none longer', () => {
    const longest = tool === 'cmd' ? 8_191 - '@set V0='.length : 128 * 1024 - 1 - 'V0='.length;
    expect(problemsOf(tool, variablesOf(['x'.repeat(longest)]))).toHaveLength(0);
    expect(problemsOf(tool, variablesOf(['x'.repeat(longest + 1)]))).toHaveLength(1);
  });

  test('says first what the file is and that it is to be deleted', () => {
    expect(written(tool, variablesOf(['x'])).split(/\r?\n/)[0]).toMatch(
      /^(?:#|@rem) Secrets from senhasegura.*Delete this file after use\.$/,
    );
  });
});

test('knows a tool name from another text', () => {
  expect(TOOL_NAMES.every(isToolName)).toBe(true);
  expect(['', 'Linux', 'toString', 'azure'].some(isToolName)).toBe(false);
});
