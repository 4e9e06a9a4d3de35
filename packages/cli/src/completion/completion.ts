import { InputError, quoteText } from '@senhasegura-action/core/internal';
import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { writeOut } from '../output/write-out.js';
import { bashScript } from './bash-script.js';
import { completionTable } from './completion-table.js';
import { fishScript } from './fish-script.js';
import { zshScript } from './zsh-script.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `senhasegura completion bash|zsh|fish`. */
export const completion: RunsCommand = async ({ invocation: { words }, terminal: { stdout } }) => {
  const [shell = ''] = words;
  if (!isShell(shell))
    throw new InputError(`${quoteText(shell)} is no shell with completion here: use bash, zsh or fish.`);
  await writeOut(stdout, SCRIPTS[shell](completionTable()));
  return EXIT.done;
};

function isShell(word: string): word is keyof typeof SCRIPTS {
  return Object.hasOwn(SCRIPTS, word);
}
