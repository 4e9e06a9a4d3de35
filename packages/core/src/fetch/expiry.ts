import { quoteText } from '../errors/message-text.js';

const DAY = 86_400_000;

/** `2022-08-18 11:10:00` and `2021-01-16T17:31:39`, a zone perhaps. */
const ISO_LIKE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
/** `11/30/2023 15:00:00`: the month first. */
const MONTH_FIRST = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/;

/**
 * A date of the vault as milliseconds since 1970 (contract section 1 has the forms). Where no zone is told it counts as UTC: a
 * warning need not be right by the hour.
 * @returns `undefined` for a text that is no such date
 */
export function vaultDate(text: string): number | undefined {
  const iso = ISO_LIKE.exec(text.trim());
  const us = MONTH_FIRST.exec(text.trim());
  const written =
    iso !== null
      ? `${iso[1] ?? ''}T${iso[2] ?? ''}${iso[3] ?? 'Z'}`
      : us !== null
        ? `${us[3] ?? ''}-${us[1] ?? ''}-${us[2] ?? ''}T${us[4] ?? ''}Z`
        : '';
  const time = Date.parse(written);
  return Number.isNaN(time) ? undefined : time;
}

/** Whether and how to warn of secrets that expire. */
export interface ExpiryWatch {
  /** Days before the end from which a warning is given; 0 for none (setting `expiry-warning`). */
  readonly days: number;
  readonly now: () => number;
}

/** The warning for a secret whose end is near, or over; `undefined` where there is nothing to say. */
export function expiryWarning(
  identity: string,
  expirationDate: string | undefined,
  { days, now }: ExpiryWatch,
): string | undefined {
  const end = expirationDate === undefined || days === 0 ? undefined : vaultDate(expirationDate);
  if (end === undefined) return undefined;
  const left = end - now();
  if (left > days * DAY) return undefined;
  const when = new Date(end).toISOString().slice(0, 10);
  const inDays = Math.ceil(left / DAY);
  const sentence =
    left <= 0 ? `expired on ${when}` : `expires on ${when}, in ${inDays} ${inDays === 1 ? 'day' : 'days'}`;
  return `The secret ${quoteText(identity)} ${sentence}. Renew it in the vault, or set expiry-warning to 0 where that is known.`;
}
