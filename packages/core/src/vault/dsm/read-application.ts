import { fieldText } from '../field-text.js';
import { type JsonObject, isJsonObject } from '../../values/json-value.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault } from '../vault.js';

/** The DSM application, system and environment that an authorization is for. */
export interface ApplicationContext {
  readonly application: string;
  readonly system: string;
  readonly environment: string;
}

/** `GET /iso/dapp/application`: the application of the authorization that asks, with its secrets (contract section 3). */
export async function readApplication(vault: Vault): Promise<JsonObject> {
  const path = '/iso/dapp/application';
  const { application } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonObject(application)) throw unexpectedAnswer('GET', path, 'an application');
  return application;
}

/** Whether an application, system and environment are exactly these. */
export function isFor(application: JsonObject, context: ApplicationContext): boolean {
  return (
    fieldText(application.name) === context.application &&
    fieldText(application.system) === context.system &&
    fieldText(application.environment) === context.environment
  );
}
