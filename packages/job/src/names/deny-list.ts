import { DENIED_GROUPS } from './denied-names.js';

const RULES = DENIED_GROUPS.flatMap(({ rules }) => rules);
const WHOLE_NAMES: ReadonlySet<string> = new Set(RULES.filter((rule) => !rule.includes('*')));
const BEGINNINGS = RULES.filter((rule) => rule.endsWith('*')).map((rule) => ({ rule, text: rule.slice(0, -1) }));
const ENDS = RULES.filter((rule) => rule.startsWith('*')).map((rule) => ({ rule, text: rule.slice(1) }));

/** All rules with a `*` at once; rules hold letters, digits and `_` besides. */
const ANY_PATTERN = new RegExp(`^(?:${alternatives(BEGINNINGS)})|(?:${alternatives(ENDS)})$`);

function alternatives(patterns: readonly { readonly text: string }[]): string {
  return patterns.map(({ text }) => text).join('|');
}

function matchingRule(name: string): string | undefined {
  if (WHOLE_NAMES.has(name)) return name;
  if (!ANY_PATTERN.test(name)) return undefined;
  return (
    BEGINNINGS.find(({ text }) => name.startsWith(text))?.rule ?? ENDS.find(({ text }) => name.endsWith(text))?.rule
  );
}

/**
 * The rule that refuses a name as a variable, such as `PATH`, `LD_*` or `*_PROXY`; `undefined` where none does, or where
 * `allowNames` has the name (design section 2). Everything is compared without case. Which names are refused, and why,
 * stands in `denied-names.ts`.
 */
export function deniedBy(name: string, allowNames: ReadonlySet<string>): string | undefined {
  const upper = name.toUpperCase();
  const rule = matchingRule(upper);
  if (rule === undefined) return undefined;
  for (const allowed of allowNames) if (allowed.toUpperCase() === upper) return undefined;
  return rule;
}
