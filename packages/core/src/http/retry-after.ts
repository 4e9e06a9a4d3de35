const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})`;
const MONTH = `(?<month>${MONTHS.join('|')})`;

/** The three forms of an HTTP-date (RFC 9110 section 5.6.7): the usual one, RFC 850's, and that of C's asctime. */
const DATE_FORMS = [
  new RegExp(String.raw`^\w{3}, (?<day>\d{2}) ${MONTH} (?<year>\d{4}) ${TIME} GMT$`),
  new RegExp(String.raw`^\w{6,9}, (?<day>\d{2})-${MONTH}-(?<year>\d{2}) ${TIME} GMT$`),
  new RegExp(String.raw`^\w{3} ${MONTH} (?<day>[ \d]\d) ${TIME} (?<year>\d{4})$`),
];

/** A year of two digits lies at most 50 years in the future (RFC 9110 section 5.6.7). */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}

function httpDate(text: string, now: number): number | undefined {
  for (const form of DATE_FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts === undefined) continue;
    const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts;
    const date = new Date(0);
    date.setUTCFullYear(fullYear(year, now), MONTHS.indexOf(month), Number(day));
    if (date.getUTCDate() !== Number(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
      return undefined;
    return date.setUTCHours(Number(hour), Number(minute), Number(second));
  }
  return undefined;
}

/**
 * The milliseconds that a `Retry-After` header asks to wait (RFC 9110 section 10.2.3): seconds or a date. A date in the past is 0.
 * `undefined` for anything else: such a header counts as absent.
 *
 * @param now milliseconds since 1970
 */
export function retryAfter(header: string | readonly string[] | undefined, now: number): number | undefined {
  const text = (typeof header === 'string' ? header : header?.[0])?.trim();
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = httpDate(text, now);
  return date === undefined ? undefined : Math.max(0, date - now);
}
