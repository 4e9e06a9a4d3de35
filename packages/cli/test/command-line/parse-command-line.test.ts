import { SETTING_NAMES, type SettingEntry, SETTINGS } from '@senhasegura-action/core/internal';
import fc from 'fast-check';
import { COMMAND_NAMES, optionsOf } from '../../src/command-line/command-table.js';
import { parseCommandLine } from '../../src/command-line/parse-command-line.js';

const parsed = (...args: string[]) => {
  const line = parseCommandLine(args);
  if (line.kind !== 'command') throw new Error(JSON.stringify(line));
  return line;
};
const problems = (...args: string[]) => {
  const line = parseCommandLine(args);
  return line.kind === 'wrong' ? line.problems.join('\n') : line.kind;
};
const isSwitch = (name: keyof typeof SETTINGS) => {
  const entry: SettingEntry = SETTINGS[name];
  return entry.default === 'true' || entry.default === 'false';
};

describe('parseCommandLine', () => {
  test('tells of the first letter of a group that is none, and not of what may be a secret behind it', () => {
    expect(problems('get', 'dsm:db#password', '-yhunter2')).toMatch(/^-y is no option of this command[^\n]*$/);
    expect(problems('get', 'dsm:db#password', '-yhunter2', '-z')).toMatch(/^-y [^\n]*\n-z [^\n]*$/);
  });

  test('takes every setting as an option, with any text', () => {
    const texts = SETTING_NAMES.filter((name) => !isSwitch(name));
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.string({ unit: 'binary' }), (name, text) => {
        expect(parsed('list', `--${name}=${text}`).settings).toEqual(new Map([[name, text]]));
      }),
    );
    for (const name of SETTING_NAMES.filter(isSwitch)) {
      expect(parsed('list', `--${name}`).settings).toEqual(new Map([[name, 'true']]));
      expect(parsed('list', `--${name}=False`).settings).toEqual(new Map([[name, 'false']]));
    }
  });

  test('never throws, and quotes no value', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--url', '-a', '--', '--insecure', '-vh', '--__proto__', '-=', '--=x'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...COMMAND_NAMES), fc.array(word, { maxLength: 6 }), (command, words) => {
        expect(['command', 'help', 'wrong']).toContain(parseCommandLine([command, ...words]).kind);
      }),
    );
    expect(problems('get', 'x', '--client-secrt=fake-mistyped')).not.toContain('fake');
    expect(problems('get', 'x', '--insecure=fake-mistyped')).not.toContain('fake');
    expect(problems('get', 'x', '--output=fake-mistyped')).not.toContain('fake');
  });

  test("reads the vendor's names and its way to write short options", () => {
    const { settings, options } = parsed(
      'runb',
      '-a=shop',
      '-s',
      'back',
      '-eprod',
      '-c',
      'x.yaml',
      '--tool',
      'github',
      '-v',
    );
    expect(Object.fromEntries(settings)).toEqual({
      ...{ application: 'shop', system: 'back', environment: 'prod', 'config-file': 'x.yaml' },
    });
    expect(Object.fromEntries(options)).toEqual({ 'tool-name': ['github'], verbose: ['true'] });
    expect(parsed('list', '--application==x').settings.get('application')).toBe('=x');
  });

  test('tells everything that is wrong at once, with what was probably meant', () => {
    const said = problems('runb', '--tol-name', 'x', '--insecure=maybe', '--url', '-x', '--tool-name=gitbub');
    expect(said).toContain('did you mean --tool-name?');
    expect(said).toContain('--insecure takes no value but true or false');
    expect(said).toContain('--url needs a value');
    expect(said).toContain('did you mean "github"?');
  });

  test('what follows "--" belongs to the command of run, and to no other', () => {
    const { commandToRun, words } = parsed('run', '--secret', 'dsm:a#b', '--', 'sh', '--help', '--', '-x');
    expect({ commandToRun, words }).toEqual({ commandToRun: ['sh', '--help', '--', '-x'], words: [] });
    expect(problems('run', 'sh', '--', 'x')).toMatch(/after "--".*In PowerShell write '--', in quotes/);
    expect(problems('run')).toContain('No command');
    expect(problems('get', '--', 'x')).toContain('Usage');
  });

  test('several are kept where several make sense; else the last one counts', () => {
    const { options, settings } = parsed(
      'run',
      '--secret',
      'a',
      '--secret',
      'b',
      '--url',
      'x',
      '--url',
      'y',
      '--',
      'z',
    );
    expect(options.get('secret')).toEqual(['a', 'b']);
    expect(settings.get('url')).toBe('y');
  });

  test('help and version need nothing else to be right', () => {
    expect(parseCommandLine(['get', '--help'])).toEqual({ kind: 'help', about: 'get' });
    expect(parseCommandLine(['help', 'run'])).toEqual({ kind: 'help', about: 'run' });
    expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' });
    expect(problems()).toContain('No command');
    expect(problems('--url', 'x', 'get')).toContain('The command comes first');
    expect(problems('toString')).toContain('no such command: use one of runb, run, get, list');
    expect(problems('rotat')).toBe('There is no such command: did you mean "rotate"?');
    expect(problems('gitlab', 'bring')).toContain('SENHASEGURA_CLI must be the path of dist/gitlab/index.js');
  });

  test('no letter and no name stands for two options of a command', () => {
    for (const command of COMMAND_NAMES) {
      const { own, settings } = optionsOf(command);
      const entries = [...Object.entries(own), ...Object.entries(settings)];
      const names = entries.flatMap(([name, { short, aliases = [] }]) => [
        name,
        ...aliases,
        ...(short === undefined ? [] : [short]),
      ]);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
