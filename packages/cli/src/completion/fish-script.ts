import type { CompletionEntry } from './completion-table.js';

/** For `senhasegura completion fish | source`. */
export function fishScript(table: readonly CompletionEntry[]): string {
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

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
