import { tmpdir } from 'node:os';
import { bringSecrets } from '../src/bring-secrets.js';
import type { SettingName } from '../../core/src/settings/setting-table.js';
import { settingSources } from '../../core/test/settings/create-settings.js';
import { eachWithVault, requestsOf } from '../../core/test/vault/support/emulated-vault.js';
import { recordingPlatform } from './recording-platform.js';

const TEXT = JSON.stringify({ key_value: [{ name: 'pipeline-tokens', fields: ['API_TOKEN'] }] });
const ENVIRONMENT = { API_TOKEN: 'fake-pipeline-token', DEPLOY_TOKEN: 'fake-not-mapped' };

describe('the setting mapping-file', () => {
  const running = eachWithVault();

  async function run(more: Partial<Record<SettingName, string>>, environment = ENVIRONMENT) {
    const { emulator } = running();
    const platform = recordingPlatform(tmpdir());
    const explicit = {
      url: emulator.url,
      'client-id': emulator.clientId,
      'client-secret': emulator.clientSecret,
      'ca-certificate': emulator.ca,
      'mapping-file': 'map.json',
      secrets: 'dsm:pipeline-tokens#API_TOKEN > FROM_VAULT',
      ...more,
    };
    await bringSecrets(platform, settingSources(explicit, environment, { 'map.json': TEXT }));
    return platform;
  }

  test('registers before anything is fetched: the fetch finds the new secret', async () => {
    const { emulator } = running();
    const { exported, told } = await run({});
    expect(told).toEqual([
      'info: Registered in the vault: "API_TOKEN".',
      'info: 1 secret is ready for the next steps.',
    ]);
    expect(exported.get('FROM_VAULT')).toBe('fake-pipeline-token');
    expect(emulator.state().registrations.map(({ variables }) => variables)).toEqual([
      { API_TOKEN: 'fake-pipeline-token' },
    ]);
    expect(requestsOf(emulator)).toEqual(['POST /iso/cicd/variables', 'GET /iso/sctm/secret']);
  });

  test('registers as the application of the settings, and does not use what was read of it before', async () => {
    const { emulator } = running();
    const context = { application: 'emulator', system: 'emulator', environment: 'test' };
    const { exported } = await run(context);
    expect(exported.get('FROM_VAULT')).toBe('fake-pipeline-token');
    expect(requestsOf(emulator)).toEqual([
      'GET /iso/dapp/application',
      'POST /iso/cicd/variables',
      'GET /iso/sctm/secret',
    ]);
  });

  test('masks the mapped values, and only those, before the first request', async () => {
    const { emulator } = running();
    emulator.faults.add({ fault: { kind: 'status', status: 403 }, times: 'always' });
    const { masked, told } = await run({ 'send-environment': 'true' });
    expect(told[0]).toMatch(/^fail: /);
    expect(masked).toContain('fake-pipeline-token');
    expect(masked).not.toContain('fake-not-mapped');
  });

  test('with send-environment sends all variables', async () => {
    const { emulator } = running();
    await run({ 'send-environment': 'true' });
    expect(emulator.state().registrations.map(({ variables }) => variables)).toEqual([ENVIRONMENT]);
  });

  test('with dry-run only checks the file', async () => {
    const { emulator } = running();
    const { told: dry } = await run({ 'dry-run': 'true' });
    expect(dry).toEqual([
      expect.stringMatching(/^info: Dry run: .*not there now, and the mapping file is registered/s),
    ]);
    expect(requestsOf(emulator)).toEqual(['GET /iso/sctm/secret', 'GET /iso/dapp/application']);
    emulator.requests.clear();
    const { told } = await run({ 'dry-run': 'true' }, { ...ENVIRONMENT, API_TOKEN: 'two\nlines' });
    expect(told).toEqual([expect.stringContaining('"API_TOKEN" has a line end')]);
    expect(emulator.requests.entries).toEqual([]);
  });

  test('once its variables have left the CI system, a belt says so and goes on with what the vault has', async () => {
    const { emulator } = running();
    await run({});
    emulator.requests.clear();
    const { told, exported } = await run({}, { ...ENVIRONMENT, API_TOKEN: '' });
    expect(told).toContainEqual(expect.stringMatching(/^notice: Not registered, .*: "API_TOKEN"\. What the vault has/));
    expect(exported.get('FROM_VAULT')).toBe('fake-pipeline-token');
    expect(requestsOf(emulator)).not.toContain('POST /iso/cicd/variables');
  });

  test('a file that is not there fails the run before any request', async () => {
    const { emulator } = running();
    const { told } = await run({ 'mapping-file': 'other.json' });
    expect(told).toEqual([expect.stringMatching(/^fail: input mapping-file: the file other\.json can't be read/)]);
    expect(emulator.requests.entries).toEqual([]);
  });

  test('a refused registration fails the run, and nothing is fetched', async () => {
    const { emulator } = running();
    const { told, exported } = await run({
      'client-id': 'emulator-read-only-id',
      'client-secret': 'fake-read-only-secret',
    });
    expect(told).toEqual([expect.stringContaining('POST /iso/cicd/variables failed: status 403')]);
    expect(exported.size).toBe(0);
    expect(requestsOf(emulator)).toEqual(['POST /iso/cicd/variables']);
  });
});
