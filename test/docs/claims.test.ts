import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../harness/repository.js';

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');
const DOCUMENTS = [
  ...['README.md', 'SECURITY.md', 'templates/senhasegura.yml', 'packages/azure/overview.md'],
  // What `--help` says, and the one place that deletes.
  ...['packages/cli/src/command-line/command-table.ts', 'packages/job/src/publish/project-variables.ts'],
  ...readdirSync(join(REPOSITORY, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Its `-t gitlab` ends with "Tool 'gitlab' is invalid" before it gets to its code for that (wire contract §3). */
test.each(DOCUMENTS)("%s does not say that the vendor's dsm deletes GitLab's variables", (file) => {
  const sentences = read(file).split(/(?<=[.:|])\s+|\n\n/);
  const claims = sentences.filter((sentence) => /\bdsm runb|vendor's/.test(sentence) && /delete/i.test(sentence));
  expect(claims.filter((claim) => !claim.includes('never'))).toEqual([]);
});

/** Where a lock stands in a guide, so does what it is for; each guide has its own system's (wire contract §4: a release). */
test.each([
  ['docs/references.md', 'concurrency:'],
  ['docs/gitlab.md', 'resource_group:'],
  ['packages/azure/overview.md', 'lockBehavior: sequential'],
])('%s says what jobs that share a credential do to each other, and has %s against it', (file, lock) => {
  const text = read(file).replaceAll(/\s+/g, ' ').toLowerCase();
  for (const word of ['the first to end releases it', lock, 'side by side', 'senhasegura release pam:']) {
    expect(text.includes(word.toLowerCase()) ? '' : word).toBe('');
  }
});

test.each(['README.md', 'docs/github.md', 'SECURITY.md'])('%s leads there', (file) => {
  expect(read(file)).toContain('references.md#jobs-that-share-a-credential');
});
