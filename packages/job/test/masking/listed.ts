import { readFileSync } from 'node:fs';

const PAGE = readFileSync(new URL('../../../../docs/masking.md', import.meta.url), 'utf8');

/** What stands in code type below a heading of the page. */
export function listed(heading: string): readonly string[] {
  const [, after = ''] = PAGE.split(`### ${heading}\n`);
  return [...(after.split('\n#')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
}
