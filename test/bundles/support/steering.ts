import { startProxy } from '../../harness/proxy.js';
import { calls, useEmulator, vaultWith } from './scenario.js';

/** The password that the jobs take into custody. */
export const ROOT = 'fake-password-in-custody';
export const SECRETS = 'pam:123 > ROOT\nssh:deploy > path:KEY_FILE';
const VAULT = vaultWith({
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});
const READ = '/iso/pam/credential/123';

/**
 * A vault, and somebody who wants its client secret: with a vault of their own, which would take it and answer, and a proxy
 * whose tunnels all lead there. After each test no custody may be left.
 */
export function useThief() {
  const emulator = useEmulator(VAULT);
  const thief = useEmulator(VAULT);
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  beforeEach(async () => {
    const leadsTo = new URL(thief().url).host;
    proxy = await startProxy({ username: 'thief', password: 'fake-proxy-password', leadsTo });
  });
  afterEach(async () => {
    await proxy.stop();
    expect(await emulator().state()).toMatchObject({ custodies: [] });
  });
  /** What a clean-up is to ask of the vault, tokens aside. */
  const expectReleaseAlone = async () => {
    expect((await calls(emulator())).filter((call) => !call.startsWith('POST /iso/oauth2'))).toEqual([
      'DELETE /iso/pam/credential/custody/123',
    ]);
  };
  return {
    ...{ emulator, thief, expectReleaseAlone },
    proxyUrl: () => proxy.url,
    expectNobodyHeard: async () => {
      expect(proxy.tunnels).toEqual([]);
      expect(proxy.refused()).toBe(0);
      expect(await thief().requests()).toEqual([]);
      await expectReleaseAlone();
    },
    /** Ends a step while the vault works on its read of the credential. */
    endWhileReading: async () => {
      await emulator().addFault({ match: { path: READ }, fault: { kind: 'late', milliseconds: 4000 } });
      return { when: emulator().untilRequest(({ path }) => path === READ), how: 'SIGKILL' } as const;
    },
  };
}

const LISTS = ['custodies', 'answered', 'repeated', 'sshKeys', 'agentKeys', 'files', 'folders', 'names'];

/** A ledger with these entries, and no others. */
export const ledgerWith = (entries: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ version: 2, ...Object.fromEntries(LISTS.map((list) => [list, []])), ...entries });
