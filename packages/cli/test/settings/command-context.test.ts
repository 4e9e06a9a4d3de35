import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, settingTexts } from '@senhasegura-action/core/internal';
import { selectedSecrets, settingSources } from '../../src/settings/command-context.js';
import { readGivenSettings } from '../../src/settings/given-settings.js';
import { parseCommandLine } from '../../src/command-line/parse-command-line.js';

const selected = (each: readonly string[], lines?: string) =>
  selectedSecrets(
    { options: new Map(each.length === 0 ? [] : [['secret', each]]) },
    {
      text: (name) => (name === 'secrets' ? lines : undefined),
      defaultConfigFile: undefined,
      gitLab: {},
      configFile: undefined,
    },
  );

describe('selectedSecrets', () => {
  test('lines come first, then each option; nothing is told from something', () => {
    expect(selected([])).toBeUndefined();
    expect(selected(['dsm:a', 'dsm:b'])).toBe('dsm:a\ndsm:b');
    expect(selected(['dsm:c'], 'dsm:a\ndsm:b')).toBe('dsm:a\ndsm:b\ndsm:c');
  });

  test.each([[['']], [[' \t\n']], [['dsm:a', '']]])('a blank option is an error, not everything: %j', (each) => {
    expect(() => selected(each)).toThrow(InputError);
    expect(() => selected(each, 'dsm:a')).toThrow(/^--secret is blank/);
  });
});

test('a configuration file is read once, as a pipe can be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  const line = parseCommandLine(['list', '--config-file', 'c.yaml']);
  if (line.kind !== 'command') throw new Error(JSON.stringify(line));
  const terminal = {
    ...({
      environment: {},
      system: 'linux',
      cwd: folder,
      home: folder,
      tempDir: folder,
      isInteractive: false,
    } as const),
    ...{ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, signals: process },
  };
  try {
    writeFileSync(join(folder, 'c.yaml'), 'SENHASEGURA_TIMEOUT: "20"\n');
    const given = await readGivenSettings(line, terminal);
    rmSync(join(folder, 'c.yaml'));
    const texts = await settingTexts(settingSources(line, given, terminal));
    expect(texts.text('timeout')?.text).toBe('20');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
