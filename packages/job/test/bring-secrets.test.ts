import { tmpdir } from 'node:os';
import { bringSecrets } from '../src/bring-secrets.js';
import type { SettingName } from '../../core/src/settings/setting-table.js';
import { settingSources } from '../../core/test/settings/create-settings.js';
import { eachWithVault } from '../../core/test/vault/support/emulated-vault.js';
import { EMPTY_LEDGER, type Ledger } from '../src/ledger/ledger.js';
import { formatLedger, parseLedger } from '../src/ledger/ledger-text.js';
import { takeBack } from '../src/take-back.js';
import { recordingPlatform } from './recording-platform.js';

const TEXT = JSON.stringify({ key_value: [{ name: 'pipeline-tokens', fields: ['CI_DEPLOY_TOKEN'] }] });

describe('accounts for one job', () => {
  const running = eachWithVault();
  const origin = { run: '17', attempt: '1', job: 'test', workflow: 'CI', repository: 'acme/shop' };

  async function bring(secrets: string, more: Partial<Record<SettingName, string>> = {}) {
    const { emulator } = running();
    const platform = { ...recordingPlatform(tmpdir()), origin };
    const explicit = {
      ...{ url: emulator.url, 'client-id': 'emulator-jit-id', 'client-secret': 'fake-jit-secret' },
      ...{ 'ca-certificate': emulator.ca, secrets, ...more },
    };
    const sources = settingSources(explicit);
    await bringSecrets(platform, sources);
    return { platform, sources, emulator };
  }

  test('live for the pod of the job, and end with it', async () => {
    const { platform, sources, emulator } = await bring('jit:jit-database#* > DB_*');
    const [account] = emulator.state().accounts.filter(({ identity }) => identity === 'jit-database');
    expect(platform.exported.get('DB_username')).toBe(account?.username);
    expect(account?.pod).toEqual({
      podName: expect.stringMatching(/^17-1-test-[0-9a-f]{10}$/) as string,
      ...{ deploy: 'CI', namespace: 'acme/shop' },
    });
    await takeBack(platform, sources);
    expect(platform.told).toContainEqual(
      `info: Ended 2 accounts of the pod ${account?.pod.podName ?? ''}: "jit-database", "jit-cache".`,
    );
    expect(emulator.state().accounts).toEqual([]);
    emulator.requests.clear();
  });

  test('a run that fails ends them itself', async () => {
    const { platform, emulator } = await bring('jit:*\njit:jit-chache#x > X');
    expect(platform.told).toEqual([
      expect.stringMatching(/^info: Ended 2 accounts/),
      expect.stringMatching(/^fail: .*Did you mean "jit-cache"/s),
    ]);
    expect(emulator.state().accounts).toEqual([]);
    expect(parseLedger(platform.state.load() ?? '').accounts).toBeUndefined();
  });

  test('a dry run makes none', async () => {
    const { platform, emulator } = await bring('jit:*', { 'dry-run': 'true' });
    expect(platform.told).toEqual([expect.stringMatching(/jit:\* \(not checked: to ask for an account makes it/)]);
    expect(emulator.state().accounts).toEqual([]);
  });

  test('a ledger that main did not write ends none', async () => {
    const { platform, sources, emulator } = await bring('jit:jit-database#* > DB_*');
    const { accounts } = parseLedger(platform.state.load() ?? '');
    const forged = {
      ...EMPTY_LEDGER,
      ...(accounts && { accounts }),
      terms: parseLedger(platform.state.load() ?? '').terms,
    };
    platform.state.save(formatLedger(forged as Ledger, 'another key'));
    await takeBack(platform, sources);
    expect(platform.told.at(-1)).toMatch(/^warning: .*What is left:.*"jit-database".*ends by itself at/s);
    expect(emulator.state().accounts).toHaveLength(2);
  });
});

describe('a dry run', () => {
  const running = eachWithVault();

  async function run(host: 'github' | 'gitlab', more: Partial<Record<SettingName, string>>) {
    const { emulator } = running();
    const platform = { ...recordingPlatform(tmpdir()), host };
    const explicit = {
      ...{ url: emulator.url, 'client-id': emulator.clientId, 'client-secret': emulator.clientSecret },
      ...{ 'ca-certificate': emulator.ca, secrets: 'dsm:pipeline-tokens', ...more },
    };
    await bringSecrets(platform, settingSources(explicit, { CI_DEPLOY_TOKEN: 'fake-token' }, { 'map.json': TEXT }));
    return platform;
  }

  test('refuses the names of the vault that the run would refuse: the switches of its own host, not those of others', async () => {
    const { exported } = await run('github', { 'mapping-file': 'map.json' });
    expect(exported.get('CI_DEPLOY_TOKEN')).toBe('fake-token');
    const { told: there } = await run('github', { 'dry-run': 'true' });
    expect(there).toEqual([expect.stringMatching(/^info: Dry run: .*as variable CI_DEPLOY_TOKEN/s)]);
    const { told: elsewhere } = await run('gitlab', { 'dry-run': 'true' });
    expect(elsewhere).toEqual([expect.stringMatching(/^fail: .*on the deny-list \(CI_\*\)/s)]);
  });
});
