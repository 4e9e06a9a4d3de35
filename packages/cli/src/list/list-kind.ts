/** What can be listed. */
export const LIST_KINDS = ['dsm', 'pam', 'ssh', 'mysafe'] as const;

export type ListKind = (typeof LIST_KINDS)[number];

export function isListKind(word: string): word is ListKind {
  return (LIST_KINDS as readonly string[]).includes(word);
}
