import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../harness/repository.js';

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');
const model = read('docs/security-model.md');
/** What it names in code and has a folder and an ending: tests and workflows. */
const named = [...model.matchAll(/`([^`\s]+\/[^`\s]+\.(?:test\.ts|yml))`/gu)].map(([, file]) => file ?? '');
const rows = model.split('\n').filter((line) => /^\| (?!-)/u.test(line) && line.split('|').length === 5);
/** Rows of assets have two columns; those of attacks have three, the head of each table among them. */
const attacks = rows.filter((row) => !row.startsWith('| attempt'));

test('every attack has a defence and a test, or says that there is none', () => {
  expect(attacks.length).toBeGreaterThan(15);
  const unproven = attacks.filter((row) => !/\.(?:test\.ts|yml)`/u.test(row) && !row.includes('**none**'));
  expect(unproven).toEqual([]);
});

test.each([...new Set(named)])('%s is there', (file) => {
  expect(existsSync(join(REPOSITORY, file))).toBe(true);
});

test('it names tests of every kind of attacker', () => {
  const attackers = model.split('\n### ').slice(1);
  expect(attackers).toHaveLength(6);
  for (const attacker of attackers) expect(attacker).toMatch(/\.(?:test\.ts|yml)`/u);
});

test.each(['README.md', 'SECURITY.md'])('%s leads to it', (file) => {
  expect(read(file)).toContain('(docs/security-model.md)');
});
