import { generateKeyPairSync } from 'node:crypto';
import { type Emulator, type EmulatorOptions, sampleData, startEmulator } from '../../src/index.js';
import { type Client, clientOf } from './client.js';

/** An emulator and a client of it, for the tests of one `describe`. */
export interface Running {
  readonly emulator: Emulator;
  readonly client: Client;
}

/** Starts a fresh emulator before each test of the surrounding `describe` and stops it afterwards. */
export function eachWithEmulator(options: EmulatorOptions = {}): () => Running {
  let running: Running | undefined;
  beforeEach(async () => {
    const emulator = await startEmulator({ data: sampleWithKey(), ...options });
    running = { emulator, client: clientOf(emulator) };
  });
  afterEach(async () => {
    running?.client.close();
    await running?.emulator.stop();
    running = undefined;
  });
  return () => {
    if (!running) throw new Error('No emulator runs outside of a test.');
    return running;
  };
}

const { publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** A sample with one RSA key for all tests of a file: making one for each start is slow. */
export function sampleWithKey(name: 'plain' | 'odd' = 'plain') {
  const sample = sampleData(name);
  const authorizations = sample.authorizations.map((authorization) =>
    authorization.encryption
      ? { ...authorization, encryption: { publicKey, ...authorization.encryption } }
      : authorization,
  );
  return { ...sample, authorizations };
}
