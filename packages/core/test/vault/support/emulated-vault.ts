import { type Emulator, type EmulatorOptions, sampleData, startEmulator } from '../../../../emulator/src/index.js';
import type { Settings } from '../../../src/settings/settings.js';
import { type OpenVault, openVault } from '../../../src/vault/open-vault.js';
import type { Vault } from '../../../src/vault/vault.js';
import { connectionTo, type RecordedEffects, recordedEffects } from '../../http/support/client.js';

interface Ways {
  readonly api?: Settings['api'];
  readonly retries?: number;
}

/** An emulator behind real TLS, and the ways into it. */
export interface EmulatedVault {
  readonly emulator: Emulator;
  readonly effects: RecordedEffects;
  /** As an authorization of the sample sees it. */
  readonly open: (authorization?: string, settings?: Ways) => OpenVault;
  readonly vault: (authorization?: string, settings?: Ways) => Vault;
}

/** The sample without the authorizations that need key pairs of their own: making those is slow. */
export function quickSample(name: 'plain' | 'odd' = 'plain') {
  const sample = sampleData(name);
  return {
    ...sample,
    authorizations: sample.authorizations.filter(
      ({ encryption, clientCertificate }) => encryption === undefined && clientCertificate === undefined,
    ),
  };
}

/** Starts a fresh emulator before each test of the surrounding `describe`. */
export function eachWithVault(options: EmulatorOptions = {}): () => EmulatedVault {
  let current: EmulatedVault | undefined;
  const opened: OpenVault[] = [];
  beforeEach(async () => {
    const emulator = await startEmulator({ data: quickSample(), ...options });
    const effects = recordedEffects();
    const open: EmulatedVault['open'] = (authorization = 'default', { api = 'auto', retries = 0 } = {}) => {
      const tls = { verify: true, extraAuthorities: emulator.ca };
      const connection = connectionTo(emulator.url, { tls, retries });
      const authentication = {
        method: 'oauth2',
        clientId: `emulator-${authorization}-id`,
        clientSecret: `fake-${authorization}-secret`,
      } as const;
      const vault = openVault({ connection, authentication, api }, effects);
      opened.push(vault);
      return vault;
    };
    current = { emulator, effects, open, vault: (...way) => open(...way).own };
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((vault) => vault.close()));
    await current?.emulator.stop();
    current = undefined;
  });
  return () => {
    if (current === undefined) throw new Error('No emulator runs outside of a test.');
    return current;
  };
}

/** The requests that the vault got, tokens aside: `POST /iso/pam/key`. */
export function requestsOf({ requests }: Emulator): readonly string[] {
  return requests.entries
    .filter(({ path }) => !path.endsWith('/oauth2/token'))
    .map(({ method, path }) => `${method} ${path}`);
}
