import type { CompletionEntry } from './completion-table.js';

/** For `source <(senhasegura completion bash)`. */
export function bashScript(table: readonly CompletionEntry[]): string {
  const commands = table.map(({ command }) => command).join(' ');
  return `# Completion of senhasegura for bash. Use: source <(senhasegura completion bash)
_senhasegura() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands} --help --version' -- "$current"))
    return
  fi
  case \${COMP_WORDS[1]} in
${table.map(commandCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _senhasegura senhasegura
`;
}

function commandCase({ command, options, words }: CompletionEntry): string {
  const all = [...words, ...options.map(({ name }) => `--${name}`)].join(' ');
  const choices = options
    .filter((option) => option.choices.length > 0)
    .map(({ name, choices: possible }) => `--${name}) words='${possible.join(' ')}' ;;`);
  const files = options
    .filter((option) => option.takesValue && option.choices.length === 0)
    .map(({ name }) => `--${name}`);
  const cases = [...choices, ...(files.length === 0 ? [] : [`${files.join('|')}) return ;;`]), `*) words='${all}' ;;`];
  return `    ${command}) case $previous in ${cases.join(' ')} esac ;;`;
}
