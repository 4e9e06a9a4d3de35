import { InputError, quoteText, suggestion } from '@senhasegura-action/core/internal';
import type { CommandEntry } from '../command-line/command-entry.js';
import { COMMAND_NAMES, COMMANDS, optionsOf, SHELLS } from '../command-line/command-table.js';
import type { RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';

type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, (table: readonly CompletionEntry[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** `senhasegura completion bash|zsh|fish|powershell`. */
export const completion: RunsCommand = async ({ invocation: { words }, terminal: { stdout } }) => {
  const [shell = ''] = words;
  if (!isShell(shell))
    throw new InputError(`${quoteText(shell)} is no shell with completion here${suggestion(shell, SHELLS)}`);
  await writeOut(stdout, SCRIPTS[shell](completionTable()));
  return EXIT.done;
};

function isShell(word: string): word is Shell {
  return Object.hasOwn(SCRIPTS, word);
}

/** What a shell completes after a command. Names are letters, digits and `-`. */
interface CompletionEntry {
  readonly command: string;
  readonly summary: string;
  readonly options: readonly {
    readonly name: string;
    readonly takesValue: boolean;
    readonly choices: readonly string[];
  }[];
  readonly words: readonly string[];
}

function completionTable(): readonly CompletionEntry[] {
  return COMMAND_NAMES.map((command) => {
    const { summary, words }: CommandEntry = COMMANDS[command];
    const { own, settings } = optionsOf(command);
    const options = Object.entries({ ...own, ...settings }).map(([name, { value, choices, known }]) => ({
      ...{ name, choices: choices ?? known ?? [] },
      takesValue: value !== undefined,
    }));
    return { command, summary, options, words: words.choices ?? [] };
  });
}

/** For `eval "$(senhasegura completion bash)"`: bash 3.2, which macOS has, sources nothing of a `<(...)`. */
function bashScript(table: readonly CompletionEntry[]): string {
  const commands = table.map(({ command }) => command).join(' ');
  return `# Completion of senhasegura for bash. Use: eval "$(senhasegura completion bash)"
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

/** For `source <(senhasegura completion zsh)`: zsh runs completions of bash. */
function zshScript(table: readonly CompletionEntry[]): string {
  const [, ...rest] = bashScript(table).split('\n');
  return [
    '# Completion of senhasegura for zsh. Use: source <(senhasegura completion zsh)',
    'autoload -Uz +X compinit && compinit',
    'autoload -Uz +X bashcompinit && bashcompinit',
    ...rest,
  ].join('\n');
}

/** For `senhasegura completion fish | source`. */
function fishScript(table: readonly CompletionEntry[]): string {
  const commands = table.map(
    ({ command, summary }) => `complete -c senhasegura -n __fish_use_subcommand -f -a ${command} -d ${quoted(summary)}`,
  );
  return [
    '# Completion of senhasegura for fish. Use: senhasegura completion fish | source',
    ...commands,
    ...table.flatMap(optionLines),
    '',
  ].join('\n');
}

function optionLines({ command, options, words }: CompletionEntry): readonly string[] {
  const line = `complete -c senhasegura -n '__fish_seen_subcommand_from ${command}'`;
  return [
    ...(words.length === 0 ? [] : [`${line} -f -a '${words.join(' ')}'`]),
    ...options.map(({ name, takesValue, choices }) => {
      const possible = choices.length === 0 ? '' : ` -f -a '${choices.join(' ')}'`;
      return `${line} -l ${name}${takesValue ? ` -r${possible}` : ''}`;
    }),
  ];
}

/** For `senhasegura completion powershell | Out-String | Invoke-Expression` (about_Functions_Argument_Completion). */
function powershellScript(table: readonly CompletionEntry[]): string {
  const list = (words: readonly string[]): string => `@(${words.map((word) => `'${word}'`).join(', ')})`;
  const entries = table.map(({ command, options, words }) => {
    const choices = options
      .filter((option) => option.choices.length > 0)
      .map(({ name, choices: possible }) => `'--${name}' = ${list(possible)}`);
    const all = list([...words, ...options.map(({ name }) => `--${name}`)]);
    return `    '${command}' = @{ Words = ${all}; Choices = @{ ${choices.join('; ')} } }`;
  });
  return `# Completion of senhasegura for PowerShell. Use: senhasegura completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName senhasegura -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${entries.join('\n')}
  }
  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $last = if ($wordToComplete -eq '') { $words[-1] } elseif ($words.Count -gt 1) { $words[-2] } else { '' }
  $entry = if ($words.Count -gt 1) { $commands[$words[1]] }
  $possible = if ($words.Count -le 1 -or ($words.Count -eq 2 -and $wordToComplete -ne '')) { $commands.Keys | Sort-Object }
    elseif ($entry -and $entry.Choices.ContainsKey($last)) { $entry.Choices[$last] }
    elseif ($entry) { $entry.Words }
  $possible | Where-Object { $_ -like "$wordToComplete*" } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
