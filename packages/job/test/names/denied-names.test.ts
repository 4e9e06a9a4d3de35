import { readFileSync } from 'node:fs';
import { DENIED_GROUPS, type DeniedGroup } from '../../src/names/denied-names.js';

const PAGE = readFileSync(new URL('../../../../docs/names.md', import.meta.url), 'utf8');
const HOSTS = { github: 'GitHub', azure: 'Azure DevOps', gitlab: 'GitLab' };

const refusedWhen = ({ when, host }: DeniedGroup): string => {
  if (host !== undefined) return `on ${HOSTS[host]}`;
  return when === 'always' ? 'always' : 'from the vault';
};

test("the page's table is the table of the code", () => {
  const rows = [...PAGE.matchAll(/^\| (?!The variable|---)(.*?) +\| (.*?) +\| (.*?) +\|$/gm)];
  expect(rows.map(([, why, when, names = '']) => ({ why, when, rules: names.replaceAll('`', '').split(' ') }))).toEqual(
    DENIED_GROUPS.map((group) => ({ why: group.why, when: refusedWhen(group), rules: group.rules })),
  );
});
