import type { Environment, SettingName } from '@senhasegura-action/core/internal';
import { environmentName } from './task-environment.js';

/** What a service connection of the type `senhasegura` gives. Absent keys: the connection lacks them. */
export type ServiceConnection = Readonly<Partial<Record<SettingName, string>>>;

/**
 * Reads a service connection from the variables that the agent makes of it (agent, `Handler.AddEndpointsToEnvironment`).
 * Authorization parameters are masked by the agent, data parameters are not.
 */
export function readServiceConnection(environment: Environment, id: string): ServiceConnection {
  const parts: Partial<Record<SettingName, string>> = {};
  const add = (setting: SettingName, variable: string): void => {
    const value = environment[variable];
    if (value !== undefined && value !== '') parts[setting] = value;
  };
  add('url', `ENDPOINT_URL_${id}`);
  add('client-id', `ENDPOINT_DATA_${id}_${environmentName('clientId')}`);
  add('client-secret', `ENDPOINT_AUTH_PARAMETER_${id}_${environmentName('clientSecret')}`);
  return Object.freeze(parts);
}
