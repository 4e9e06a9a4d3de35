import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { access, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';

const KEY = `-----BEGIN PRIVATE KEY-----\n${'fakeKEYline+of/64'.repeat(3)}\n-----END PRIVATE KEY-----\n`;
const ACCOUNT = {
  type: 'service_account',
  project_id: 'shop-prod-4711',
  private_key_id: 'fa4e4711fa4e4711fa4e4711fa4e4711fa4e4711',
  private_key: KEY,
  client_email: 'deploy@shop-prod-4711.iam.gserviceaccount.com',
  client_id: '104711047110471104711',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  universe_domain: 'googleapis.com',
};
const PASSWORD = 'fake-p4ssword-of-the-database';
const CONFIGURATION = `# of the shop\n----\ntls: true\nport: 5432\nenv: production\nimage: registry.example.com/shop/app:1.2.3\npassword: ${PASSWORD}\n`;
const VAULT = vaultWith({
  secrets: [
    { identity: 'account', data: [{ json: JSON.stringify(ACCOUNT, null, 2) }] },
    { identity: 'shop', data: [{ tls: 'true', region: 'us-east-1', version: '1.2.3', configuration: CONFIGURATION }] },
    { identity: 'flags', data: [{ json: '{"tls":"true","env":"production","region":"us-east-1","ssl":true}' }] },
  ],
});
/** What a build tells the jobs after it. */
const BUILT = {
  changed: 'true',
  failed: 'false',
  image: 'registry.example.com/shop/app:1.2.3',
  bucket: 'https://storage.googleapis.com/shop-prod-4711/build.tgz',
  account: 'deploy@shop-prod-4711.iam.gserviceaccount.com',
  where: 'production, us-east-1, port 5432',
  rule: '----',
  lines: '-----BEGIN PRIVATE KEY-----',
};

describe.each(nodeRuntimes())('the outputs of a job on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const sample = useEmulator();
  const newJob = useJobs(path);

  needs('bash').test('all reach the next job, but for one that holds a secret', async () => {
    const job = newJob();
    const secrets = 'dsm:account#json > path:ACCOUNT\ndsm:shop#configuration > CONFIGURATION\ndsm:flags#json > FLAGS';
    const step = await job.runAction({ inputs: { ...access(emulator()), secrets } });
    expect(messages(step, 'error')).toEqual([]);
    const lines = Object.entries(BUILT).map(([name, value]) => `echo '${name}=${value}' >>"$GITHUB_OUTPUT"`);
    const build = await job.runShell([...lines, 'echo "leak=x${CONFIGURATION##*: }" >>"$GITHUB_OUTPUT"'].join('\n'));
    const evaluated = Object.fromEntries(build?.outputs ?? []);
    expect(evaluated).toMatchObject({ leak: `x${PASSWORD}` });
    expect(job.outputs(evaluated)).toEqual({ outputs: new Map(Object.entries(BUILT)), skipped: ['leak'] });
    const { private_key: key, private_key_id: id, token_uri: uri } = ACCOUNT;
    expect([key, id, PASSWORD].map((secret) => job.mask(secret)).join('')).not.toMatch(/fake|fa4e/i);
    expect(job.mask(uri)).toBe(uri);
  });

  test('the first example of the README masks no word that its log needs', async () => {
    const [, example = ''] = /```yaml\n([^]*?)```/u.exec(readFileSync(join(REPOSITORY, 'README.md'), 'utf8')) ?? [];
    const [{ with: inputs }] = (parse(example) as { steps: [{ with: { secrets: string } }] }).steps;
    const job = newJob();
    const step = await job.runAction({ inputs: { ...access(sample()), secrets: inputs.secrets } });
    expect(messages(step, 'error')).toEqual([]);
    expect(step.log).toContain('5 secrets are ready for the next steps.');
    const text =
      'read ready already scopes client id secret password 30 db.example.com primary fake https://api.example.com';
    expect(job.mask(text)).toBe(text.replace('https://api.example.com', '***'));
    expect(step.masks.filter((mask) => /^[a-z]{1,12}$/u.test(mask))).toEqual([]);
  });
});
