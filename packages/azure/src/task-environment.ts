import { type Environment, InputError } from '@senhasegura-action/core/internal';

/** The variables by which the agent hands a task its inputs and what belongs to it (agent, `Handler.cs`). */
const OF_THE_AGENT = /^(?:INPUT_|ENDPOINT_|SECUREFILE_|VSTS_TASKVARIABLE_|SECRET_)/;
const SECRET = 'SECRET_';
/** Secrets of the service and the agent, such as the job's access token and the password of the agent's proxy. */
const OF_THE_AGENT_ALONE = /^(?:SYSTEM|AGENT)_/;

/** The name under which the agent hands on what a pipeline calls `name` (`VarUtil.ConvertToEnvVariableFormat`). */
export const environmentName = (name: string): string => name.replaceAll(/[. ]/g, '_').toUpperCase();

/** The text of an input; `undefined` where the pipeline gives none. */
export function inputText(environment: Environment, name: string): string | undefined {
  return present(environment[`INPUT_${environmentName(name)}`]);
}

/** What a task variable holds (`setTaskVariable`); `undefined` where it was never set. */
export function taskVariable(environment: Environment, name: string): string | undefined {
  return present(environment[`VSTS_TASKVARIABLE_${environmentName(name)}`]);
}

/**
 * The variables of the job: as they are, and the secret ones, which the agent hands to tasks alone, under their own names.
 * So a secret variable SENHASEGURA_CLIENT_SECRET is found like any other. Without what the agent tells this task.
 */
export function jobVariables(environment: Environment): Environment {
  const secrets = listedNames(environment.VSTS_SECRET_VARIABLES ?? '[]')
    .map(environmentName)
    .filter((name) => !OF_THE_AGENT_ALONE.test(name))
    .map((name): [string, string | undefined] => [name, environment[`${SECRET}${name}`]])
    .filter(([, value]) => value !== undefined);
  const others = Object.entries(environment).filter(([name]) => !OF_THE_AGENT.test(name));
  return Object.fromEntries([...secrets, ...others]);
}

/** The names in a list of the agent's, e.g. of what is secret: a variable that somebody called `SECRET_X` is no secret `X`. */
export function listedNames(list: string): readonly string[] {
  let names: unknown;
  try {
    names = JSON.parse(list);
  } catch {
    return [];
  }
  if (!Array.isArray(names)) return [];
  return names.filter((name: unknown) => typeof name === 'string');
}

export function required(environment: Environment, name: string): string {
  const value = present(environment[name]);
  if (value === undefined) {
    throw new InputError(`The variable ${name} is missing: this task runs inside Azure Pipelines.`);
  }
  return value;
}

const present = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
