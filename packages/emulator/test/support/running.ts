import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { clientOf, type Client } from './client.js';

/** An emulator and a client of it, for the tests of one `describe`. */
export interface Running {
  readonly emulator: Emulator;
  readonly client: Client;
}

/** Starts a fresh emulator before each test of the surrounding `describe` and stops it afterwards. */
export function eachWithEmulator(options: EmulatorOptions = {}): () => Running {
  let running: Running | undefined;
  beforeEach(async () => {
    const emulator = await startEmulator(options);
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
