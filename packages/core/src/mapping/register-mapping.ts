import type { Vault } from '../vault/vault.js';
import { type MappingInput, prepareRegistration, type Registration } from './prepare-registration.js';

/** What was registered. No value is in it. */
export interface Registered {
  /** The mapped variables. */
  readonly names: readonly string[];
  /** With `sendEnvironment`: variables that nothing maps and no line can carry. They were not sent. */
  readonly leftOut: readonly string[];
}

/**
 * Registers the variables of a mapping file as secrets: `POST /iso/cicd/variables` (contract section 3).
 * @throws {InputError} as `prepareRegistration`, before anything is sent; {AuthenticationError}, {APIError},
 *   {TransportError} of the vault
 */
export async function registerMapping(
  input: MappingInput & {
    readonly vault: Vault;
    /** Takes each mapped value before it is sent, so that no log shows it. */
    readonly onSecret: (value: string) => void;
  },
): Promise<Registered> {
  const registration = await prepareRegistration(input);
  for (const { value } of registration.secrets) input.onSecret(value);
  return sendRegistration(input.vault, registration);
}

/**
 * Sends what was prepared. Safe to repeat: the variables' names decide which secrets get the values, so that the second time
 * leaves in the vault what the first left there. The vendor's CLI sends the same at every run of every job.
 */
export async function sendRegistration(vault: Vault, registration: Registration): Promise<Registered> {
  const { form, secrets, leftOut } = registration;
  await vault.call({ method: 'POST', path: '/iso/cicd/variables', form, repeat: 'safe' });
  return { names: secrets.map(({ name }) => name), leftOut };
}
