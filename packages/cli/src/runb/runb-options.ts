import { resolve } from 'node:path';
import { InputError, quoteText } from '@senhasegura-action/core/internal';
import { isToolName, type ToolName } from '../formats/tool-name.js';
import { type CommandContext, isSwitchedOn } from '../settings/command-context.js';
import { pathInFolder, pathInFormerFolder } from './secrets-file.js';

const DEFAULT_FILE = '.runb.vars';
const TRUE = new Set(['1', 'true', 'True', 'TRUE']);
const FALSE = new Set(['0', 'false', 'False', 'FALSE']);

export interface RunbOptions {
  readonly clean: boolean;
  readonly tool: ToolName;
  /** Absolute, through no symbolic link but perhaps at its end. */
  readonly secretsFile: string;
  /** As the user would write it. */
  readonly shownFile: string;
  readonly deletesGitLabVariables: boolean;
}

/**
 * Whether runb is to do nothing. What an earlier run took is given back all the same.
 * @throws {InputError}
 */
export function isDisabled({ invocation, given }: Pick<CommandContext, 'invocation' | 'given'>): boolean {
  const disabled = readSwitch('SENHASEGURA_DISABLE_RUNB', given.text('disable-runb') ?? '0');
  return disabled && !isSwitchedOn(invocation, 'clean');
}

/** @throws {InputError} */
export async function readRunbOptions({ invocation, given, terminal }: CommandContext): Promise<RunbOptions> {
  const tool = invocation.options.get('tool-name')?.at(-1) ?? 'linux';
  if (!isToolName(tool)) throw new InputError(`--tool-name: ${quoteText(tool)} is no tool that is known.`);
  const shownFile = given.text('secrets-file') ?? DEFAULT_FILE;
  const clean = isSwitchedOn(invocation, 'clean');
  const path = resolve(terminal.cwd, shownFile);
  return {
    clean,
    tool,
    secretsFile: await (clean ? pathInFormerFolder(path) : pathInFolder(path)),
    shownFile,
    deletesGitLabVariables: readSwitch('--delete-gitlab-variables', given.text('delete-gitlab-variables') ?? '0'),
  };
}

function readSwitch(name: string, text: string): boolean {
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw new InputError(`${name} is ${quoteText(text)}, but only 0, 1, true or false is possible.`);
}
