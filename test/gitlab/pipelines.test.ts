import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CLIENT_SECRET, access, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { filesBelow } from '../harness/files-below.js';
import { REPOSITORY } from '../harness/repository.js';
import { startFileServer } from './support/file-server.js';
import { COMPONENT, type Pipeline, type Project, createProject } from './support/project.js';
import { readEnvironment } from './support/read-environment.js';
import { expectNoLeak } from './support/scanned-pipeline.js';
import { needs } from '../harness/programs.js';

const gitlab = needs('bash', 'coreutils', 'findutils', 'git', 'grep', 'openssh', 'rsync');

const BUNDLE = join(REPOSITORY, 'dist/gitlab/index.js');
const PASSWORD = `fake-p'ass"w\\ord $HOME $(id) \`id\` é🔑\nsecond-fake-line\n`;
const ROOT = 'fake-password-in-custody';
const OTHER = 'fake-password-of-the-other-prefix';
const SECRETS = { PASSWORD, ROOT, OTHER, 'client secret': CLIENT_SECRET };
const VAULT = vaultWith({
  secrets: [
    { identity: 'data $base', data: [{ PASSWORD }] },
    { identity: 'other', data: [{ OTHER }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});

const component = (inputs: Readonly<Record<string, unknown>>) => ({ component: COMPONENT, inputs });
const pipelineOf = (include: readonly unknown[], jobs: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ include, ...jobs });
const credentials = { SENHASEGURA_CLIENT_ID: 'tests', SENHASEGURA_CLIENT_SECRET: CLIENT_SECRET };
const status = (name: string) => `echo "$CI_JOB_STATUS" > "$NOTES/${name}.status"`;
/** What jobs have left in the folder that they use where the runner has none for them. */
const leftInTemp = () => {
  const folder = `/tmp/senhasegura-${process.getuid?.() ?? ''}`;
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** Everything of the project but git's own and the runner's folder. */
const filesOf = ({ folder }: Project) =>
  filesBelow(folder)
    .map(({ path }) => path.slice(folder.length + 1))
    .filter((path) => !path.startsWith('.git/') && !path.startsWith('.gitlab-ci-local'));

gitlab.describe('a pipeline with the component', () => {
  const emulator = useEmulator(VAULT);
  let project: Project;
  let pipeline: Pipeline;
  let filesBefore: readonly string[];
  let tempBefore: readonly string[];

  beforeAll(async () => {
    const { url, 'ca-certificate': ca } = access(emulator());
    const connection = { url, 'ca-certificate': ca };
    const lines = [
      'dsm:data $base#PASSWORD > PASSWORD',
      'dsm:data $base#PASSWORD > path:PASSWORD_FILE',
      'pam:123 > ROOT',
      'ssh:deploy > ssh-agent',
    ];
    project = createProject({
      'secrets.txt': '# what the other jobs need\ndsm:other#OTHER > OTHER\ndsm:other#OTHER > file:deep/other.txt\n',
      '.gitlab-ci.yml': pipelineOf(
        [
          component({ ...connection, secrets: lines }),
          component({ ...connection, prefix: 'other-', 'references-file': 'secrets.txt' }),
          component({ ...connection, prefix: 'bad-', secrets: ['dsm:other#OTHER > output:A', 'pam:123 > ROOT'] }),
        ],
        {
          good: {
            extends: '.senhasegura',
            script: [
              'env -0 > "$NOTES/good.env"',
              'cat "$PASSWORD_FILE" > "$NOTES/good.file"',
              'stat -c %a "$PASSWORD_FILE" > "$NOTES/good.mode"',
              'ssh-add -l > "$NOTES/good.keys"',
              'set | grep -c "^senhasegura_" > "$NOTES/good.left" || true',
            ],
            after_script: [
              '!reference',
              status('good'),
              'env -0 > "$NOTES/good.after"',
              'ssh-add -l > "$NOTES/good.agent" 2>&1 || true',
            ],
          },
          failing: { extends: '.senhasegura', script: ['echo "$PASSWORD_FILE" > "$NOTES/failing.path"', 'exit 7'] },
          interrupted: {
            extends: '.senhasegura',
            script: ['echo "$PASSWORD_FILE" > "$NOTES/interrupted.path"', 'kill -INT $$'],
          },
          own: {
            extends: '.other-senhasegura',
            before_script: ['export BEFORE=mine', '!reference-other'],
            script: ['env -0 > "$NOTES/own.env"', 'find "$RUNNER_TEMP_PROJECT_DIR" -type f > "$NOTES/own.files"'],
            variables: { RUNNER_TEMP_PROJECT_DIR: '$NOTES/../project.tmp' },
          },
          forgotten: { extends: '.other-senhasegura', before_script: ['true'], script: ['true'] },
          traced: {
            extends: '.other-senhasegura',
            variables: { CI_DEBUG_TRACE: 'true' },
            script: ['touch "$NOTES/traced"'],
          },
          bad: { extends: '.bad-senhasegura', script: ['touch "$NOTES/bad"'] },
        },
      )
        .replace('"!reference"', '!reference [.senhasegura, after_script]')
        .replace('"!reference-other"', '!reference [.other-senhasegura, before_script]'),
    });
    filesBefore = filesOf(project);
    tempBefore = leftInTemp();
    pipeline = await project.run({ ...credentials, SENHASEGURA_CLI: BUNDLE });
  }, 120_000);
  afterAll(() => {
    project.dispose();
  });

  test('gives a job its secrets byte for byte, and leaves nothing of itself in the shell', () => {
    const environment = readEnvironment(project.note('good.env'));
    expect([environment.get('PASSWORD'), environment.get('ROOT')]).toEqual([PASSWORD, ROOT]);
    expect(environment.has('senhasegura_code')).toBe(false);
    expect(project.note('good.left')).toBe('0\n');
    expect(project.note('good.file')).toBe(PASSWORD);
    expect(project.note('good.mode')).toBe('600\n');
    expect(project.note('good.keys')).toContain('deploy');
  });

  test('takes everything back after success, failure and an interrupt', async () => {
    expect(project.note('good.status')).toBe('success\n');
    expect(readEnvironment(project.note('good.after')).has('PASSWORD')).toBe(false);
    expect(project.note('good.agent')).not.toContain('deploy');
    for (const job of ['failing', 'interrupted']) {
      const path = project.note(`${job}.path`)?.trim() ?? '';
      expect(path).toMatch(/^\/tmp\/senhasegura-\d+\/sg-\d+\//);
      expect(existsSync(path)).toBe(false);
      expect(pipeline.logOf(job)).toContain('senhasegura: Removed 2 files.');
      // All jobs have the same authorization: the first to end releases for the others.
      expect(pipeline.logOf(job)).toMatch(
        /senhasegura: (?:Released the custody of 1 credential|There was no custody of 1 credential to release): 123\./,
      );
    }
    expect((await emulator().state()).custodies).toEqual([]);
  });

  test("reads another prefix's secrets from a file, with a before_script of the job's own", () => {
    const environment = readEnvironment(project.note('own.env'));
    expect([environment.get('BEFORE'), environment.get('OTHER')]).toEqual(['mine', OTHER]);
    expect(environment.has('PASSWORD')).toBe(false);
    const temporary = join(project.root, 'project.tmp');
    expect(project.note('own.files')).toContain('/deep/other.txt\n');
    expect(filesBelow(temporary)).toEqual([]);
  });

  test('says so when a before_script of the job has replaced the one of the component', () => {
    expect(pipeline.logOf('forgotten')).toContain('!reference [.senhasegura, before_script]');
  });

  test('refuses a job that the runner traces, and lines that GitLab has no place for', () => {
    expect(pipeline.logOf('traced')).toContain('senhasegura: error: CI_DEBUG_TRACE is on');
    expect(project.note('traced')).toBeUndefined();
    expect(pipeline.logOf('bad')).toMatch(/senhasegura: error: Line 1 \(".*"\): GitLab has no outputs/u);
    expect(project.note('bad')).toBeUndefined();
  });

  test('shows no secret in any log, and leaves none on disk', () => {
    for (const name of ['good.env', 'good.after', 'good.file', 'own.env']) writeFileSync(join(project.notes, name), '');
    expectNoLeak(project, pipeline, SECRETS);
    expect(filesOf(project)).toEqual(filesBefore);
    expect(leftInTemp()).toEqual(tempBefore);
    expect(pipeline.logOf('good')).toContain('these values are not masked in this log');
  });
});

gitlab.describe('a pipeline whose image has no bundle', () => {
  const emulator = useEmulator(VAULT);

  test('needs one file alone, which one hash can pin', () => {
    expect(readdirSync(dirname(BUNDLE)).sort()).toEqual(['index.js', 'licenses.txt', 'package.json']);
  });

  test('runs the one that is pinned, wherever it comes from, and no other', async () => {
    const body = readFileSync(BUNDLE);
    const server = await startFileServer({
      '/api/packages/bundle.js': { status: 302, headers: { location: '/storage/bundle.js' } },
      '/storage/bundle.js': { status: 200, body },
      '/other.js': { status: 200, body: Buffer.from('process.exit(0)') },
      '/plain': { status: 302, headers: { location: 'http://127.0.0.1:9/bundle.js' } },
    });
    const { url, 'ca-certificate': ca } = access(emulator());
    const sha256 = createHash('sha256').update(body).digest('hex');
    const common = { url, 'ca-certificate': ca, secrets: ['pam:123 > ROOT'] };
    const from = (path: string) => ({ ...common, 'bundle-url': `${server.url}${path}`, 'bundle-sha256': sha256 });
    const job = (name: string) => ({
      extends: `.${name}-senhasegura`,
      script: ['printf %s "$ROOT" > "$NOTES/$CI_JOB_NAME"'],
    });
    const project = createProject({
      'authority.pem': server.ca,
      '.gitlab-ci.yml': pipelineOf(
        [
          component({ ...from('/api/packages/bundle.js'), prefix: 'pinned-' }),
          component({ ...from('/other.js'), prefix: 'wrong-' }),
          component({ ...from('/plain'), prefix: 'plain-' }),
          component({ ...common, prefix: 'none-' }),
        ],
        { pinned: job('pinned'), wrong: job('wrong'), plain: job('plain'), none: job('none') },
      ),
    });
    const tempBefore = leftInTemp();
    try {
      const pipeline = await project.run({
        ...credentials,
        CI_SERVER_TLS_CA_FILE: join(project.folder, 'authority.pem'),
        CI_API_V4_URL: `${server.url}/api`,
        CI_JOB_TOKEN: 'fake-job-token',
      });
      expect(project.note('pinned')).toBe(ROOT);
      expect((await emulator().state()).custodies).toEqual([]);
      expect(pipeline.logOf('wrong')).toContain('is not the file that bundle-sha256 pins');
      expect(pipeline.logOf('plain')).toContain('leads to an address that is not https');
      expect(pipeline.logOf('none')).toContain('the bundle is missing. Set SENHASEGURA_CLI');
      for (const name of ['wrong', 'plain', 'none']) expect(project.note(name)).toBeUndefined();
      const tokens = server.asked.map(({ path, headers }) => [path, headers['job-token']]);
      expect(tokens.filter(([path]) => path === '/api/packages/bundle.js')).toEqual([
        ['/api/packages/bundle.js', 'fake-job-token'],
      ]);
      expect(tokens.filter(([path, token]) => path !== '/api/packages/bundle.js' && token !== undefined)).toEqual([]);
      writeFileSync(join(project.notes, 'pinned'), '');
      expectNoLeak(project, pipeline, SECRETS);
      expect(leftInTemp()).toEqual(tempBefore);
    } finally {
      project.dispose();
      await server.stop();
    }
  }, 120_000);
});
