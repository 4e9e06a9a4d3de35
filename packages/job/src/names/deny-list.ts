import { DENIED_GROUPS, type DeniedGroup, type Host } from './denied-names.js';

/** Where a name would be set, and who says so. */
export interface NameUse {
  readonly allowNames: ReadonlySet<string>;
  /** The host whose own switches count; those of every host where nobody knows which it is. */
  readonly host?: Host | undefined;
  /** Whether the user wrote the whole name; otherwise some of it comes from the vault. */
  readonly written: boolean;
}

/** What refuses a name. */
export interface Denial {
  /** E.g. `PATH`, `LD_*` or `*_PROXY`. */
  readonly rule: string;
  readonly when: DeniedGroup['when'];
}

interface Matcher {
  readonly group: DeniedGroup;
  readonly wholeNames: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly ends: readonly string[];
}

/** What is refused always comes first: where two rules have a name, the stricter one counts. */
const MATCHERS: readonly Matcher[] = [...DENIED_GROUPS]
  .sort((one, other) => Number(one.when !== 'always') - Number(other.when !== 'always'))
  .map((group) => ({
    group,
    wholeNames: new Set(group.rules.filter((rule) => !rule.includes('*'))),
    beginnings: group.rules.filter((rule) => rule.endsWith('*')).map((rule) => rule.slice(0, -1)),
    ends: group.rules.filter((rule) => rule.startsWith('*')).map((rule) => rule.slice(1)),
  }));

/**
 * All rules at once, for nearly no name is refused, and there can be thousands. Beginnings and ends lie by their outermost two
 * characters: one regular expression of them all takes V8 five milliseconds to compile, in each job.
 */
const WHOLE_NAMES = new Set(MATCHERS.flatMap(({ wholeNames }) => [...wholeNames]));
const BEGINNINGS = grouped(
  MATCHERS.flatMap(({ beginnings }) => beginnings),
  (text) => text.slice(0, 2),
);
const ENDS = grouped(
  MATCHERS.flatMap(({ ends }) => ends),
  (text) => text.slice(-2),
);

function grouped(texts: readonly string[], keyOf: (text: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const text of texts) groups.set(keyOf(text), [...(groups.get(keyOf(text)) ?? []), text]);
  return groups;
}

const isCovered = (name: string): boolean =>
  WHOLE_NAMES.has(name) ||
  BEGINNINGS.get(name.slice(0, 2))?.some((text) => name.startsWith(text)) === true ||
  ENDS.get(name.slice(-2))?.some((text) => name.endsWith(text)) === true;

function ruleFor(name: string, { wholeNames, beginnings, ends }: Matcher): string | undefined {
  if (wholeNames.has(name)) return name;
  const beginning = beginnings.find((text) => name.startsWith(text));
  if (beginning !== undefined) return `${beginning}*`;
  const end = ends.find((text) => name.endsWith(text));
  return end === undefined ? undefined : `*${end}`;
}

/**
 * What refuses a name as a variable (design section 2); `undefined` where nothing does, or where `allowNames` has the name.
 * Everything is compared without case. Which names are refused, and why, stands in `denied-names.ts`.
 */
export function deniedBy(name: string, { allowNames, host, written }: NameUse): Denial | undefined {
  const upper = name.toUpperCase();
  if (!isCovered(upper)) return undefined;
  for (const allowed of allowNames) if (allowed.toUpperCase() === upper) return undefined;
  for (const matcher of MATCHERS) {
    const { when, host: ofHost } = matcher.group;
    if (ofHost !== undefined && host !== undefined && ofHost !== host) continue;
    if (when === 'from-the-vault' && written) continue;
    const rule = ruleFor(upper, matcher);
    if (rule !== undefined) return { rule, when };
  }
  return undefined;
}
