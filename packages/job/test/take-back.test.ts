import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SettingSources } from '@senhasegura-action/core/internal';
import { startEmulator } from '../../emulator/src/index.js';
import { decideTerms, ledgerKey } from '../src/clean-up/terms.js';
import { EMPTY_LEDGER, type Ledger } from '../src/ledger/ledger.js';
import { formatLedger } from '../src/ledger/ledger-text.js';
import type { Platform } from '../src/platform.js';
import { LINUX } from './systems.js';
import { takeBack } from '../src/take-back.js';
import { readSettings } from '../../core/src/settings/read-settings.js';
import { settingSources } from '../../core/test/settings/create-settings.js';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'take-back-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Its ledger is as a main part with these sources writes it. */
async function platformWith(
  entry: Partial<Ledger>,
  sources: SettingSources,
  summary: Platform['summary'] = () => Promise.resolve(),
) {
  const settings = await readSettings(sources);
  const { terms } = await decideTerms(settings, sources, join(folder, 'private'));
  const ledger = { ...EMPTY_LEDGER, ...entry, terms };
  const said: string[] = [];
  const exported: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  const platform: Platform = {
    name: 'test',
    tempDir: folder,
    ...LINUX,
    mask: () => undefined,
    exportVariables: (variables) => exported.push(...variables.keys()),
    setOutputs: () => undefined,
    run: () => Promise.resolve({ exitCode: 2, stdout: '' }),
    state: { save: () => undefined, load: () => formatLedger(ledger, ledgerKey(settings)) },
    log: { debug: say, info: say, notice: say, warning: say },
    summary,
    fail: say,
  };
  return { platform, said, exported };
}

test('what can be taken back here is, when the vault can not even be asked', async () => {
  const file = join(folder, 'secret');
  writeFileSync(file, 'fake', { mode: 0o600 });
  const given = settingSources({ url: 'https://vault.invalid', 'client-id': 'a', 'client-secret': 'fake-secret' });
  const sources = { ...given, environment: { ...given.environment, HTTPS_PROXY: 'socks5://proxy.invalid' } };
  const entry = { custodies: ['7'], names: ['A', 'B'], files: [file] };
  const { platform, said, exported } = await platformWith(entry, sources);
  await takeBack(platform, sources);
  expect(exported).toEqual(['A', 'B']);
  expect(existsSync(file)).toBe(false);
  expect(said.join('\n')).toMatch(/Blanked 2 variables[^]*Removed 1 file[^]*HTTPS_PROXY/);
});

describe('the summary of a clean-up that waited for a change', () => {
  const given = async (summary: string, write: Platform['summary']) => {
    const emulator = await startEmulator({
      http: true,
      data: {
        authorizations: [{ name: 'tests', auth: { method: 'oauth2', clientId: 'a', clientSecret: 'fake-secret' } }],
        credentials: [{ id: '7', username: 'root', hostname: 'db', password: 'fake', changeOnRelease: true }],
      },
    });
    try {
      emulator.vault.pam.custodies.take('7', 'tests');
      const sources = settingSources({
        ...{ url: emulator.url, 'client-id': 'a', 'client-secret': 'fake-secret' },
        summary,
      });
      const { platform, said } = await platformWith(
        { custodies: ['7'], oneTime: [{ id: '7', changed: undefined }] },
        sources,
        write,
      );
      await takeBack(platform, sources);
      return said.join('\n');
    } finally {
      await emulator.stop();
    }
  };

  test('says when, as the log does', async () => {
    const written: string[] = [];
    const said = await given('true', (markdown) => Promise.resolve(void written.push(markdown)));
    const when = /changed \d\d:\d\d:\d\d UTC, \d+ s after the job/;
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^### /);
    expect(when.exec(written[0] ?? '')?.[0]).toBe(when.exec(said)?.[0]);
    expect(written[0]).toContain('pam:7');
  });

  test('is not written where main was told to write none', async () => {
    const written: string[] = [];
    const said = await given('False', (markdown) => Promise.resolve(void written.push(markdown)));
    expect(written).toEqual([]);
    expect(said).toContain('s after the job');
  });

  test('that can not be written is a warning, and no more', async () => {
    const said = await given('true', () => Promise.reject(new Error('no page')));
    expect(said).toContain('The summary of the clean-up could not be written');
    expect(said).toContain('The password of credential 7 was changed');
  });
});
