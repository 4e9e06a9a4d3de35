import { quoteText } from '@senhasegura-action/core/internal';

/** An option's name as the user wrote it, harmless and short: what follows a `=` may be a secret. */
export const spelt = (written: string): string => quoteText(written.split('=')[0] ?? '').slice(1, -1);
