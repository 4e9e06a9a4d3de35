/** What Kubernetes calls its objects, and a spelling of any text that it takes. */
export interface NameRule {
  readonly fits: (text: string) => boolean;
  /** The nearest text that fits. */
  readonly nearest: (text: string) => string;
  /** What is possible, for messages. */
  readonly says: string;
}

const PART = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;

/** Letters without their marks, e.g. `é` as `e`, so that what is kept looks like what was written. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '');

/** What is left of a text as parts of a name, ends without `-`. */
const parts = (text: string, separator: RegExp): string[] =>
  plain(text)
    .toLowerCase()
    .split(separator)
    .map((part) => part.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, ''))
    .filter((part) => part !== '');

const cut = (text: string, longest: number): string => text.slice(0, longest).replace(/[-.]+$/, '');

const matching = (pattern: string, longest: number) => {
  const whole = new RegExp(`^${pattern}$`);
  return (text: string): boolean => text.length <= longest && whole.test(text);
};

/** The name of an object: a DNS subdomain of RFC 1123. */
export const OBJECT_NAME: NameRule = {
  fits: matching(String.raw`${PART}(?:\.${PART})*`, LONGEST_NAME),
  nearest: (text) => cut(parts(text, /\./).join('.'), LONGEST_NAME) || 'secret',
  says: `lower case letters, digits, "-" and ".", a letter or digit at either end, at most ${LONGEST_NAME}`,
};

/** The name of a namespace: a DNS label of RFC 1123. */
export const NAMESPACE: NameRule = {
  fits: matching(PART, LONGEST_LABEL),
  nearest: (text) => cut(parts(text, /\./).join('-'), LONGEST_LABEL) || 'default',
  says: `lower case letters, digits and "-", a letter or digit at either end, at most ${LONGEST_LABEL}`,
};

/** A key of a Secret: what can be a file's name where it is mounted. */
export const SECRET_KEY: NameRule = {
  fits: (text) => matching('[-._a-zA-Z0-9]+', LONGEST_NAME)(text) && text !== '.' && !text.startsWith('..'),
  nearest: (text) =>
    plain(text)
      .replaceAll(/[^-._a-zA-Z0-9]/gu, '_')
      .replace(/^\.(?:\.|$)/, '_')
      .slice(0, LONGEST_NAME) || '_',
  says: `letters, digits, "-", "_" and ".", at most ${LONGEST_NAME}, no ".." at the beginning`,
};
