import { printable } from '@senhasegura-action/job';
import { TaskCommand } from 'azure-pipelines-task-lib/taskcommand.js';

/**
 * Logging commands for the agent, one line each. The task library's formatter escapes what has to be (`%` as `%AZP25`); the
 * rest of that library stays out: reading an input with it prints the value in a debug command, before anything is masked.
 */
export const setSecret = (line: string): string => command('task.setsecret', {}, line);

export interface VariableToSet {
  readonly name: string;
  readonly value: string;
  /** Scripts see a secret variable only where they map it, and the agent masks its value. */
  readonly secret: boolean;
}

/** A variable of the job, or with `output` one of the step, which other steps and jobs call `<step>.<name>`. */
export function setVariable({ name, value, secret }: VariableToSet, output: boolean): string {
  return command('task.setvariable', { variable: name, issecret: String(secret), isoutput: String(output) }, value);
}

/** A variable that only the task itself sees, its post-job part included. */
export const setTaskVariable = (name: string, value: string): string =>
  command('task.settaskvariable', { variable: name }, value);

export const debug = (message: string): string => command('task.debug', {}, message);

export const issue = (type: 'error' | 'warning', message: string): string => command('task.issue', { type }, message);

export const failed = (): string => command('task.complete', { result: 'Failed' }, '');

/**
 * The text of a command's data as it stands in the command. The agent prints a command that it refuses as it came, so this
 * form of a secret has to be masked as well.
 */
export const escaped = (data: string): string => command('x.x', {}, data).slice('##vso[x.x]'.length, -1);

function command(name: string, properties: Readonly<Record<string, string>>, data: string): string {
  return `${new TaskCommand(name, properties, data).toString()}\n`;
}

/**
 * Makes a message harmless for the agent's log: names that come from the vault must not form a command. The agent reads
 * `##vso[` anywhere in a line, and warns of every `##vso` (WorkerCommandManager); the page of a run reads `##[name]`.
 */
export const harmless = (message: string): string => printable(message).replaceAll(/##(?=vso|\[)/gi, '## ');
