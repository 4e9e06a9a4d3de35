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

/** One rule with what its group says of it. */
interface Rule extends Denial {
  readonly host: Host | undefined;
  /** The place of its group: where two rules have a name, the first one counts. */
  readonly rank: number;
  readonly covers: (name: string) => boolean;
}

/**
 * All rules, for nearly no name is refused, and there can be thousands: a whole name lies under itself, a beginning or an end under
 * its outermost two characters. One regular expression of them all takes V8 five milliseconds to compile, in each job.
 */
const RULES: ReadonlyMap<string, readonly Rule[]> = indexOf(DENIED_GROUPS);

function indexOf(groups: readonly DeniedGroup[]): Map<string, Rule[]> {
  const index = new Map<string, Rule[]>();
  for (const [rank, { when, host, rules }] of groups.entries()) {
    for (const rule of rules) {
      const { key, covers } = patternOf(rule);
      const peers = index.get(key) ?? [];
      peers.push({ rule, when, host, rank, covers });
      index.set(key, peers);
    }
  }
  return index;
}

function patternOf(rule: string): Pick<Rule, 'covers'> & { readonly key: string } {
  if (rule.startsWith('*')) {
    const end = rule.slice(1);
    return { key: end.slice(-2), covers: (name) => name.endsWith(end) };
  }
  if (rule.endsWith('*')) {
    const beginning = rule.slice(0, -1);
    return { key: beginning.slice(0, 2), covers: (name) => name.startsWith(beginning) };
  }
  return { key: rule, covers: (name) => name === rule };
}

function rulesOn(name: string): readonly Rule[] {
  const found: Rule[] = [];
  const collect = (rule: Rule): void => {
    if (rule.covers(name)) found.push(rule);
  };
  for (const key of [name, name.slice(0, 2), name.slice(-2)]) RULES.get(key)?.forEach(collect);
  return found;
}

/**
 * What refuses a name as a variable (design section 2); `undefined` where nothing does, or where `allowNames` has the name.
 * Everything is compared without case. Which names are refused, and why, stands in `denied-names.ts`.
 */
export function deniedBy(name: string, { allowNames, host, written }: NameUse): Denial | undefined {
  const upper = name.toUpperCase();
  const covering = rulesOn(upper);
  if (covering.length === 0) return undefined;
  for (const allowed of allowNames) if (allowed.toUpperCase() === upper) return undefined;
  const [first] = covering
    .filter((each) => each.host === undefined || host === undefined || each.host === host)
    .filter(({ when }) => when === 'always' || !written)
    .sort((one, other) => one.rank - other.rank);
  return first === undefined ? undefined : { rule: first.rule, when: first.when };
}
