import { getExecOutput } from '@actions/exec';
import type { RunCommand } from '@senhasegura-action/core';

/** Runs a program by @actions/exec, which finds it on the PATH and starts no shell. Nothing is printed. */
export const runCommand: RunCommand = async ({ file, args, input = '', environment = {} }) => {
  const { exitCode, stdout } = await getExecOutput(file, [...args], {
    silent: true,
    ignoreReturnCode: true,
    input: Buffer.from(input),
    env: { ...definedOnly(process.env), ...environment },
  });
  return { exitCode, stdout };
};

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
