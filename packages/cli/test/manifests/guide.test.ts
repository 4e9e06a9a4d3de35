import { readFileSync } from 'node:fs';
import { printedText } from './printed.js';

const GUIDE = readFileSync(new URL('../../../../docs/kubernetes.md', import.meta.url), 'utf8');

/** The words of a line as a shell has them, single quotes taken away. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare ?? '');

test('the manifests of the guide are what its command prints', async () => {
  const [, command = ''] = /^ +senhasegura manifests (.*) > \S+$/mu.exec(GUIDE) ?? [];
  const [, block = ''] = /^ +```yaml\n([^]*?)^ +```$/mu.exec(GUIDE) ?? [];
  const { stdout } = await printedText(wordsOf(command), { vault: [] });
  expect(block.replaceAll(/^ {3}/gmu, '')).toBe(stdout);
});
