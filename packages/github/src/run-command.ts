import { getExecOutput } from '@actions/exec';
import { type Environment, type RunCommand, neededVariables } from '@senhasegura-action/core';

/**
 * Runs programs by @actions/exec, which finds them on the PATH and starts no shell. Nothing is printed, and the inputs of
 * the action, credentials among them, do not reach an ssh-agent that lives on: a later step could read its environment.
 */
export function createRunCommand(environment: Environment): RunCommand {
  const needed = neededVariables(environment);
  return async ({ file, args, input = '', environment: given = {} }) => {
    const { exitCode, stdout } = await getExecOutput(file, [...args], {
      silent: true,
      ignoreReturnCode: true,
      input: Buffer.from(input),
      env: { ...needed, ...given },
    });
    return { exitCode, stdout };
  };
}
