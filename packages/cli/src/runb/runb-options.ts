import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, quoteText } from '@senhasegura-action/core';
import { type CommandContext, isSwitchedOn } from '../entry/command-context.js';
import { isToolName, type ToolName } from '../formats/tool-name.js';

const DEFAULT_FILE = '.runb.vars';
const TRUE = new Set(['1', 'true', 'True', 'TRUE']);
const FALSE = new Set(['0', 'false', 'False', 'FALSE']);

export interface RunbOptions {
  readonly disabled: boolean;
  readonly clean: boolean;
  readonly tool: ToolName;
  /** Absolute, through no symbolic link but perhaps at its end. */
  readonly secretsFile: string;
  /** As the user would write it. */
  readonly shownFile: string;
  readonly deletesGitLabVariables: boolean;
}

/** @throws {InputError} */
export async function readRunbOptions({ invocation, given, terminal }: CommandContext): Promise<RunbOptions> {
  const tool = invocation.options.get('tool-name')?.at(-1) ?? 'linux';
  if (!isToolName(tool)) throw new InputError(`--tool-name: ${quoteText(tool)} is no tool that is known.`);
  const shownFile = given.text('secrets-file') ?? DEFAULT_FILE;
  return {
    disabled: readSwitch('SENHASEGURA_DISABLE_RUNB', given.text('disable-runb') ?? '0'),
    clean: isSwitchedOn(invocation, 'clean'),
    tool,
    secretsFile: await realPath(resolve(terminal.cwd, shownFile)),
    shownFile,
    deletesGitLabVariables: readSwitch('--delete-gitlab-variables', given.text('delete-gitlab-variables') ?? '0'),
  };
}

function readSwitch(name: string, text: string): boolean {
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw new InputError(`${name} is ${quoteText(text)}, but only 0, 1, true or false is possible.`);
}

/** The folder of a file through no link, so that two processes give the file one name. */
async function realPath(path: string): Promise<string> {
  try {
    return join(await realpath(dirname(path)), basename(path));
  } catch {
    throw new InputError(
      `The folder of the secrets file ${quoteText(path)} is not there. Make it, or choose another --secrets-file.`,
    );
  }
}
