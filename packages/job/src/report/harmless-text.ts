/**
 * A message for a log, with `?` for each character that steers a terminal, hides, or ends a line without being `\n`: names
 * that come from the vault may hold any.
 */
export const printable = (message: string): string => message.replaceAll(/[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/gu, '?');

/**
 * A message for a log whose reader takes `::name::` at the start of a line for a command: GitHub's runner, and GitLab's
 * `proxy-exec`. Nothing that comes from the vault begins a line so.
 */
export const withoutCommands = (message: string): string => printable(message).replaceAll(/^([^\S\n]*)::/gm, '$1: :');

/** A text in code type inside a table of Markdown: no markup, no end of cell, no end of line. */
export function tableCell(text: string): string {
  const escaped = text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('`', '&#96;')
    .replaceAll('|', '&#124;');
  return `<code>${escaped}</code>`;
}
