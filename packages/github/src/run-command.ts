import { getExecOutput } from '@actions/exec';
import type { Environment } from '@senhasegura-action/core/internal';
import { type RunCommand, neededVariables, spawnCommand } from '@senhasegura-action/job';

/**
 * Runs programs by @actions/exec, which finds them on the PATH and starts no shell. Nothing is printed, and the inputs of
 * the action, credentials among them, do not reach an ssh-agent that lives on: a later step could read its environment.
 *
 * Programs with an input are started without it: it writes to the pipe and hears of no error there, so that a program that
 * ends before it has read everything, even an input of no bytes, now and then ends the whole action with EPIPE. So are those
 * that talk to an agent: it can't end one that waits for ever.
 */
export function createRunCommand(environment: Environment): RunCommand {
  const needed = neededVariables(environment);
  const bounded = spawnCommand(environment);
  return async (command) => {
    const { file, args, environment: given = {} } = command;
    if (command.input !== undefined || given.SSH_AUTH_SOCK !== undefined) return bounded(command);
    const { exitCode, stdout } = await getExecOutput(file, [...args], {
      silent: true,
      ignoreReturnCode: true,
      env: { ...needed, ...given },
    });
    return { exitCode, stdout };
  };
}
