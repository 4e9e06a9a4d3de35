import { SETTING_NAMES, settingVariable } from '@senhasegura-action/core/internal';
import { COMMAND_NAMES, optionsOf } from '../../src/command-line/command-table.js';
import { overview, usageOf } from '../../src/command-line/usage.js';

describe('usage', () => {
  test('the overview has a line for each command', () => {
    for (const name of COMMAND_NAMES) expect(overview()).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  });

  test.each(COMMAND_NAMES)('the help of %s has every option, and no line that is too long for a terminal', (name) => {
    const text = usageOf(name);
    const { own, settings } = optionsOf(name);
    for (const option of Object.keys({ ...own, ...settings })) expect(text).toContain(`--${option}`);
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  test('says what holds where nothing is given, and how to turn off what is on', () => {
    expect(usageOf('runb')).toMatch(/--tool-name, --tool TOOL\n.*linux where none is given/);
    for (const name of ['get', 'run', 'release'] as const) {
      expect(usageOf(name)).toContain('--release-custody=false turns it off');
      expect(usageOf(name)).not.toContain('--dry-run=false turns it off');
    }
  });

  test('says what a dry run and a put do', () => {
    expect(usageOf('rotate').replaceAll(/\s+/g, ' ')).toContain(
      'say what would be done; read no secret, change nothing',
    );
    expect(usageOf('put')).toContain('Creates a secret of the DevOps Secret Manager, or replaces all fields of one.');
  });

  test('every setting is shown with its variable', () => {
    for (const name of SETTING_NAMES) expect(usageOf('get')).toContain(settingVariable(name));
  });
});
