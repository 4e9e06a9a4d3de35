/**
 * A message for a log, with `?` for each character that steers a terminal, hides, or ends a line without being `\n`: names
 * that come from the vault may hold any.
 */
export const printable = (message: string): string => message.replaceAll(/[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/gu, '?');
