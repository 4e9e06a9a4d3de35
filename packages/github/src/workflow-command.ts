import { printable } from '@senhasegura-action/job';

/** The escapes of a workflow command's data (actions/runner, ActionCommand). */
function escapeData(data: string): string {
  return data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** `::add-mask::` commands for many texts, as one text to print. */
export function addMaskCommands(lines: readonly string[]): string {
  // One look at all of them: nearly all masks need no escapes, and there can be a hundred thousand.
  const escaped = /[%\r\n]/.test(lines.join('')) ? lines.map(escapeData) : lines;
  return escaped.length === 0 ? '' : `::add-mask::${escaped.join('\n::add-mask::')}\n`;
}

/**
 * Makes a message harmless for the runner's log: names that come from the vault must not start a workflow command. The
 * runner reads `::name::` at the start of a line and `##[name]` anywhere in one, and on some hosts ANSI escapes.
 */
export function harmless(message: string): string {
  return printable(message)
    .replaceAll('##[', '## [')
    .replaceAll(/^(\s*)::/gm, '$1: :');
}
