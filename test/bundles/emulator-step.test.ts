import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { REPOSITORY } from '../harness/repository.js';
import type { Job } from '../stand-ins/github-runner/job.js';
import { messages, useJobs } from './support/scenario.js';

const SECRET = 'fake-s3cret-of-the-pipeline';
const DATA = `authorizations:
  - { name: first, auth: { method: oauth2, clientId: first-id, clientSecret: ${SECRET} } }
  - name: signing
    auth: { method: oauth1, consumerKey: ck, consumerSecret: fake-consumer, tokenKey: tk, tokenSecret: fake-token }
secrets: [{ identity: database, data: [{ password: fake-password-of-the-pipeline }] }]
credentials: [{ id: '123', username: root, hostname: db.example.com, password: fake-root-password }]
`;
const CLI = join(REPOSITORY, 'dist/cli/index.js');

/** A program that takes custody and does not give it back. */
const READ_AND_LEAVE = `(async () => {
  const { SENHASEGURA_URL: url, SENHASEGURA_CLIENT_ID: client_id, SENHASEGURA_CLIENT_SECRET: client_secret } = process.env;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const { access_token } = await (await fetch(url + '/iso/oauth2/token', { method: 'POST', body })).json();
  const headers = { authorization: 'Bearer ' + access_token };
  process.exitCode = (await fetch(url + '/iso/pam/credential/123', { headers })).ok ? 0 : 1;
})();`;

describe.each(nodeRuntimes())('the emulator as a step, on $name', ({ path: nodePath }) => {
  const newJob = useJobs(nodePath);
  const stepJob = (data = DATA) => {
    const job = newJob({ actionDir: join(REPOSITORY, 'emulator'), secrets: [] });
    writeFileSync(join(job.folders.workspace, 'vault.yaml'), data);
    return job;
  };
  const start = (job: Job, inputs = {}) => job.runAction({ inputs: { data: 'vault.yaml', ...inputs } });
  /** The command line as a step of its own, which needs no other shell than Node. */
  const cli = (job: Job, ...args: string[]) => {
    const command = JSON.stringify([CLI, ...args]);
    const run = `require('child_process').spawnSync(process.execPath, ${command}, { stdio: 'inherit' })`;
    return job.runShell(`process.exitCode = ${run}.status ?? 1;`, { shell: 'node {0}' });
  };
  const left = (job: Job) => readdirSync(job.folders.temp).filter((name) => name.startsWith('senhasegura-emulator-'));

  test('serves the steps that follow, tells in the end what it met, and is gone', async () => {
    const job = stepJob();
    const step = await start(job, { prefix: '/senhasegura' });
    expect(step).toMatchObject({ exitCode: 0 });
    expect(step.outputs.get('url')).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/senhasegura$/u);
    expect(Object.fromEntries(job.environment)).toMatchObject({
      SENHASEGURA_URL: step.outputs.get('url'),
      SENHASEGURA_CA_CERTIFICATE: step.outputs.get('ca-certificate'),
      SENHASEGURA_CLIENT_ID: 'first-id',
      SENHASEGURA_CLIENT_SECRET: SECRET,
    });
    expect([job.mask(SECRET), job.mask(step.outputs.get('control-key') ?? '')]).toEqual(['***', '***']);
    expect(
      (await cli(job, 'run', '--secret', 'dsm:database#password > DB', '--', nodePath, '-p', 'process.env.DB.length'))
        ?.log,
    ).toMatch(/^29$/mu);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ exitCode: 0 });
    expect(post?.log).toMatch(/^\S+Z 200 GET \/senhasegura\/iso\/sctm\/secret \(first\)$/mu);
    expect(post?.issues).toEqual([]);
    expect([job.orphans() ?? [], left(job)]).toEqual([[], []]);
  });

  test('says which custody nobody has given back', async () => {
    const job = stepJob();
    await start(job, { http: 'true' });
    expect(await job.runShell(READ_AND_LEAVE, { shell: 'node {0}' })).toMatchObject({ exitCode: 0 });
    const [post] = await job.runPosts();
    expect(post?.issues.map(({ message }) => message)).toEqual([
      'The custody of credential 123 was not given back by first.',
    ]);
  });

  test('sets the settings of the authorization that is named', async () => {
    const job = stepJob();
    expect(await start(job, { authorization: 'signing', http: 'true' })).toMatchObject({ exitCode: 0 });
    const names = [...job.environment.keys()].filter((name) => name.startsWith('SENHASEGURA_'));
    expect(names.toSorted()).toEqual(
      ['AUTH_METHOD', 'CONSUMER_KEY', 'CONSUMER_SECRET', 'TOKEN_KEY', 'TOKEN_SECRET', 'URL'].map(
        (name) => `SENHASEGURA_${name}`,
      ),
    );
    expect(['fake-consumer', 'fake-token', 'signing'].map((text) => job.mask(text))).toEqual(['***', '***', 'signing']);
    expect((await cli(job, 'get', 'dsm:database#password'))?.log).toMatch(/^fake-password-of-the-pipeline$/mu);
  });

  test.each([
    ['data that it does not know', { data: 'bad.yaml' }, /bad\.yaml.*secretz/su],
    [
      'several wrong inputs at once',
      { port: '70000', latency: 'slow' },
      /port takes .*"70000".*latency takes .*"slow"/su,
    ],
    ['an authorization that is not there', { authorization: 'third' }, /"third": .* first, signing\.$/u],
    ['a switch that is neither true nor false', { http: 'maybe' }, /http/u],
  ])('refuses %s, sets nothing, and leaves nothing running', async (_, inputs, message) => {
    const job = stepJob();
    writeFileSync(join(job.folders.workspace, 'bad.yaml'), 'secretz: []\n');
    const step = await start(job, inputs);
    expect(step).toMatchObject({ exitCode: 1 });
    expect(messages(step, 'error').join('\n')).toMatch(message);
    expect(messages(step, 'error').join('\n')).not.toContain('Usage');
    expect([...job.environment.keys()].filter((name) => name.startsWith('SENHASEGURA_'))).toEqual([]);
    await job.runPosts();
    expect([job.orphans() ?? [], left(job)]).toEqual([[], []]);
  });

  test('what it met is told also where a step has ended it, and nothing else is ended in its place', async () => {
    const job = stepJob();
    const { outputs } = await start(job);
    await cli(job, 'get', 'dsm:database#password');
    // A request is written down after its answer: once a second command has been served, those of the first are.
    await cli(job, 'list');
    const ca = outputs.get('ca-certificate') ?? '';
    const [orphan] = job.orphans() ?? [];
    if (orphan !== undefined) {
      process.kill(orphan.pid, 'SIGKILL');
      const [post] = await job.runPosts();
      expect(post?.log).toContain('200 GET /iso/sctm/secret (first)');
      expect(post?.log).toContain('The emulator had ended before.');
    } else await job.runPosts();
    expect([job.orphans() ?? [], existsSync(ca)]).toEqual([[], false]);
  });
});
