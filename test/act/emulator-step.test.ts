import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { createRepository } from './support/repository.js';

const PASSWORD = 'fake-password-of-the-example';
const VAULT = {
  authorizations: [{ name: 'ours', auth: { method: 'oauth2', clientId: 'ours', clientSecret: 'fake-client-s3cret' } }],
  secrets: [{ identity: 'database-prod', data: [{ password: PASSWORD }] }],
};

/** The example of the emulator's README, with the action and the emulator of this checkout. */
function example(): string {
  const readme = readFileSync(join(REPOSITORY, 'packages/emulator/README.md'), 'utf8');
  const [, workflow = ''] = /^```yaml\n(on: push\n[^]*?)^```$/mu.exec(readme) ?? [];
  return workflow.replaceAll(
    /org\/senhasegura-action(\/\w+)?@v1/gu,
    (_, path: string | undefined) => `.${path ?? '/'}`,
  );
}

needs('act', 'bash', 'coreutils', 'git', 'Node 24').test(
  'act runs the example: the emulator outlives its step, serves the action without an input, and ends with the job',
  async () => {
    const workflow = `${example()}      - run: printf '%s %s' "$DB_PASSWORD" "$SENHASEGURA_URL" > '\${{ vars.NOTES }}/brought'\n`;
    const repository = createRepository({
      '.github/workflows/test.yml': workflow,
      'vault.yaml': stringify(VAULT),
    });
    try {
      const { code, log } = await repository.push({ variables: {}, secrets: {} });
      expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
      const [password, url = ''] = (repository.note('brought') ?? '').split(' ');
      expect(password).toBe(PASSWORD);
      expect(log).toMatch(/Z 200 GET \/iso\/sctm\/secret \(ours\)/u);
      expect(log).not.toContain(PASSWORD);
      expect(log).not.toContain('fake-client-s3cret');
      // Nobody listens there any more.
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    } finally {
      repository.dispose();
    }
  },
  180_000,
);
