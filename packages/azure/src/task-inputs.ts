import { existsSync } from 'node:fs';
import {
  type Environment,
  InputError,
  SETTING_NAMES,
  type SettingName,
  type SettingSources,
  fileMode,
  readTextFile,
  settingVariable,
} from '@senhasegura-action/core/internal';
import { checkoutOf, whyEmpty } from '@senhasegura-action/job';
import { agentProxy } from './agent-network.js';
import { environmentName, inputText, jobVariables } from './task-environment.js';

export const SERVICE_CONNECTION = 'serviceConnection';

/**
 * The inputs of the task, and what its service connection gives, as the core's settings. What is wrong with the inputs
 * themselves is thrown, all of it together, when the first setting is asked for: the clean-up goes on without settings.
 */
export function taskInputs(environment: Environment, otherProblems: readonly string[] = []): SettingSources {
  const id = inputText(environment, SERVICE_CONNECTION);
  const connection = id === undefined ? {} : readServiceConnection(environment, id);
  const problems = [
    ...unsetVariables(environment),
    ...givenTwice(environment, connection),
    ...incomplete(id, connection),
    ...otherProblems,
  ];
  const variables = jobVariables(environment);
  const url = inputText(environment, 'url') ?? connection.url ?? variables[settingVariable('url')];
  return {
    explicit(name) {
      if (problems.length > 0) throw new InputError(problems);
      return inputText(environment, camelCase(name)) ?? connection[name] ?? agentDefault(name, variables);
    },
    spelling: (name) => spelling(name, environment, connection),
    environment: { ...variables, ...agentProxy(environment, url) },
    readTextFile,
    fileMode,
    checkout: checkoutOf(environment),
    whyEmpty: (name) => whyEmpty(name, environment),
  };
}

function spelling(name: SettingName, environment: Environment, connection: ServiceConnection): string {
  const input = camelCase(name);
  if (connection[name] !== undefined) return `input ${SERVICE_CONNECTION} (${input})`;
  const either = OF_A_CONNECTION.some((other) => other === name) && inputText(environment, input) === undefined;
  return either ? `input ${SERVICE_CONNECTION} or ${input}` : `input ${input}`;
}

/** The agent leaves `$(NAME)` as it stands where no variable has that name. */
function unsetVariables(environment: Environment): readonly string[] {
  return [SERVICE_CONNECTION, ...SETTING_NAMES.map(camelCase)].flatMap((input) => {
    const name = /^\$\(([^()]+)\)$/.exec(inputText(environment, input) ?? '')?.[1];
    return name === undefined
      ? []
      : [`input ${input}: is $(${name}), so this job has no variable ${name}. Set it, or link its variable group.`];
  });
}

/** Credentials of a connection must not go to an address that somebody wrote beside it. */
function givenTwice(environment: Environment, connection: ServiceConnection): readonly string[] {
  return SETTING_NAMES.filter((name) => connection[name] !== undefined)
    .filter((name) => inputText(environment, camelCase(name)) !== undefined)
    .map(
      (name) => `input ${camelCase(name)}: is given, but the service connection has it already. Remove one of them.`,
    );
}

/**
 * The certificate authority that the agent was configured with; a variable of the job beats it. Its file lies on the agent's
 * machine: a job in a container has the path of it and not the file, and the vault may well need none.
 */
function agentDefault(name: SettingName, variables: Environment): string | undefined {
  const file = variables.AGENT_CAINFO ?? '';
  const wanted = name === 'ca-certificate' && (variables[settingVariable(name)] ?? '') === '';
  return wanted && file !== '' && existsSync(file) ? file : undefined;
}

const OF_A_CONNECTION = ['url', 'client-id', 'client-secret'] as const satisfies readonly SettingName[];

function incomplete(id: string | undefined, connection: ServiceConnection): readonly string[] {
  const missing = OF_A_CONNECTION.filter((name) => connection[name] === undefined);
  if (id === undefined || missing.length === 0) return [];
  return [
    `input ${SERVICE_CONNECTION}: the connection ${id} gives no ${missing.map(camelCase).join(', ')}. Choose one of the type senhasegura.`,
  ];
}

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

/** A setting's name as Azure spells inputs: `client-id` → `clientId`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
