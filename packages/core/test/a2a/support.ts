import type { Emulator } from '../../../emulator/src/index.js';
import type { A2A } from '../../src/a2a/create-a2a.js';
import type { A2AOptions } from '../../src/a2a/a2a-options.js';
import { createA2A } from '../../src/a2a/create-a2a.js';
import { recordedEffects } from '../http/support/client.js';

export interface TestClient {
  readonly client: A2A;
  readonly secrets: readonly string[];
  readonly messages: readonly string[];
}

const open: A2A[] = [];

/** A client of the emulator as one of the sample's authorizations. Waiting takes it no time. */
export async function clientFor(
  emulator: Emulator,
  authorization = 'default',
  options: A2AOptions = {},
): Promise<TestClient> {
  const recorded = recordedEffects();
  const { log, messages, secrets } = recorded;
  let slept = 0;
  const surroundings = {
    random: () => recorded.random(),
    now: () => Date.now() + slept,
    sleep: (milliseconds: number) => {
      slept += milliseconds;
      return Promise.resolve();
    },
  };
  const client = await createA2A(
    {
      baseUrl: emulator.url,
      ca: emulator.ca,
      clientId: `emulator-${authorization}-id`,
      clientSecret: `fake-${authorization}-secret`,
      log,
      onSecret: (value) => {
        recorded.onSecret(value);
      },
      ...options,
    },
    surroundings,
  );
  open.push(client);
  return { client, secrets, messages };
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((client) => client.close()));
}
