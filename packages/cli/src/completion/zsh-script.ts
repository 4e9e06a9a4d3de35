import { bashScript } from './bash-script.js';
import type { CompletionEntry } from './completion-table.js';

/** For `source <(senhasegura completion zsh)`: zsh runs completions of bash. */
export function zshScript(table: readonly CompletionEntry[]): string {
  const [, ...rest] = bashScript(table).split('\n');
  return [
    '# Completion of senhasegura for zsh. Use: source <(senhasegura completion zsh)',
    'autoload -Uz +X compinit && compinit',
    'autoload -Uz +X bashcompinit && bashcompinit',
    ...rest,
  ].join('\n');
}
