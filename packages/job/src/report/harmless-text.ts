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

/** Each of these can begin or end something in Markdown (GitHub Flavored Markdown, sections 2.4 and 6); a URL by itself, too. */
const MARKUP = /[\\`*~[\]()!<>&|"'$@^={}]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=\/\/)|(?<=www)\./gi;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const entity = (character: string): string => ENTITIES[character] ?? `&#${character.charCodeAt(0)};`;

/** A text in code type inside a table of Markdown: no markup, no end of cell, no end of line. */
export function tableCell(text: string): string {
  return `<code>${text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').replaceAll(MARKUP, entity)}</code>`;
}
