import { tmpdir } from 'node:os';
import { bringSecrets } from '../src/bring-secrets.js';
import type { SettingName } from '../../core/src/settings/setting-table.js';
import { settingSources } from '../../core/test/settings/create-settings.js';
import { eachWithVault } from '../../core/test/vault/support/emulated-vault.js';
import { recordingPlatform } from './recording-platform.js';

const TEXT = JSON.stringify({ key_value: [{ name: 'pipeline-tokens', fields: ['CI_DEPLOY_TOKEN'] }] });

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
