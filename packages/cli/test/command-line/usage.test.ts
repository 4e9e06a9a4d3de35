import { SETTING_NAMES, settingVariable } from '@senhasegura-action/core/internal';
import { COMMAND_NAMES, optionsOf } from '../../src/command-line/command-table.js';
import { EXAMPLES } from '../../src/command-line/examples.js';
import { parseCommandLine } from '../../src/command-line/parse-command-line.js';
import { overview, settingsHelp, usageOf } from '../../src/command-line/usage.js';

describe('usage', () => {
  test('the overview has a line for each command', () => {
    for (const name of COMMAND_NAMES) expect(overview()).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  });

  test.each(COMMAND_NAMES)('the help of %s has every option, and no line that is too long for a terminal', (name) => {
    const text = usageOf(name);
    const { own, settings } = optionsOf(name);
    for (const option of Object.keys(own)) expect(text).toContain(`--${option}`);
    for (const option of Object.keys(settings)) expect(settingsHelp()).toContain(`--${option}`);
    const lines = `${text}\n${settingsHelp()}`.split('\n');
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });

  test('says what holds where nothing is given, and how to turn off what is on', () => {
    expect(usageOf('runb').replaceAll(/\s+/g, ' ')).toMatch(/--tool-name, --tool TOOL .*linux where none is given/);
    expect(settingsHelp()).toContain('--release-custody=false turns it off');
    expect(settingsHelp()).not.toContain('--dry-run=false turns it off');
    const words = settingsHelp().replaceAll(/\s+/g, ' ');
    expect(words).toMatch(/--timeout TEXT \[SENHASEGURA_TIMEOUT\].*Default: 30\./);
    expect(words).toMatch(/--name-case TEXT .*One of keep, upper\. Default: keep\./);
  });

  test('says what a dry run and a put do', () => {
    expect(usageOf('rotate').replaceAll(/\s+/g, ' ')).toContain(
      'say what would be done; read no secret, change nothing',
    );
    expect(usageOf('put')).toContain('Creates a secret of the DevOps Secret Manager, or replaces all fields of one.');
  });

  test('every setting is shown with its variable', () => {
    for (const name of SETTING_NAMES) expect(settingsHelp()).toContain(settingVariable(name));
  });

  test.each(COMMAND_NAMES)('the help of %s fits a screen or two, with three examples that can be typed', (name) => {
    const text = usageOf(name);
    expect(text.split('\n').length).toBeLessThanOrEqual(50);
    for (const example of EXAMPLES[name]) {
      expect(text).toContain(`  ${example}\n`);
      const written = /senhasegura (.*)$/.exec(example)?.[1] ?? '';
      const all = [...written.matchAll(/'([^']*)'|([^\s)"]+)/g)];
      const end = all.findIndex(([, , bare]) => bare !== undefined && /^[|<>]$/.test(bare));
      const words = all.slice(0, end < 0 ? all.length : end).map(([, quoted, bare]) => quoted ?? bare ?? '');
      expect(parseCommandLine(words)).toMatchObject({ kind: 'command', command: name });
    }
  });

  test('help knows its topics, and the nearest of a word that is none', () => {
    expect(parseCommandLine(['help', 'settings'])).toEqual({ kind: 'help', about: 'settings' });
    expect(parseCommandLine(['help', 'get'])).toEqual({ kind: 'help', about: 'get' });
    expect(parseCommandLine(['help', 'setings'])).toEqual({
      kind: 'wrong',
      problems: ['There is no help on "setings": did you mean "settings"?'],
    });
  });
});
