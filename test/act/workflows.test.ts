import { watch } from 'node:fs/promises';
import { stringify } from 'yaml';
import { CLIENT_SECRET, access, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { readEnvironment } from '../gitlab/support/read-environment.js';
import { encodedForms } from '../harness/encoded-forms.js';
import { startEmulator } from '../harness/emulator.js';
import { EMULATOR_BUNDLE } from '../harness/repository.js';
import { needs } from '../harness/programs.js';
import { type ActRepository, type Run, createRepository } from './support/repository.js';

const PASSWORD = `fake-p'ass"w\\ord $HOME $(id) é🔑\nsecond-fake-line`;
const ROOT = 'fake-password-in-custody';
const SECRETS = { PASSWORD, ROOT, 'client secret': CLIENT_SECRET };
const VAULT = vaultWith({
  secrets: [
    { identity: 'database', data: [{ username: 'deployment-admin', password: PASSWORD }] },
    { identity: 'eu', data: [{ TOKEN: 'fake-token-of-eu' }] },
    { identity: 'us', data: [{ TOKEN: 'fake-token-of-us' }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});

const CONNECTION = {
  url: '${{ vars.URL }}',
  'ca-certificate': '${{ vars.CA }}',
  'client-id': '${{ vars.ID }}',
  'client-secret': '${{ secrets.CLIENT_SECRET }}',
};
const checkout = { uses: 'actions/checkout@v5' };
const bring = (secrets: string, more: object = {}) => ({ uses: './', with: { ...CONNECTION, secrets }, ...more });
const run = (script: string, more: object = {}) => ({ run: script, env: { NOTES: '${{ vars.NOTES }}' }, ...more });
const job = (...steps: object[]) => ({ 'runs-on': 'ubuntu-latest', steps: [checkout, ...steps] });

const SINKS = [
  'dsm:database#password > PASSWORD',
  'dsm:database#password > path:PASSWORD_FILE',
  'dsm:database#password > file:conf/password.txt',
  'dsm:database#username | nomask > output:user',
  'pam:123 > env:ROOT',
  'ssh:deploy > ssh-agent',
].join('\n');

const WORKFLOW = {
  on: 'push',
  jobs: {
    sinks: {
      ...job(
        bring(SINKS, { id: 'secrets' }),
        run(
          'env -0 > "$NOTES/sinks.env"; cat "$PASSWORD_FILE" > "$NOTES/path"; cp "$RUNNER_TEMP/conf/password.txt" "$NOTES/file"',
        ),
        run('ssh-add -l > "$NOTES/keys"; printf %s "$USER_OUT" > "$NOTES/user"; echo "log $PASSWORD_FILE $PASSWORD"', {
          env: { NOTES: '${{ vars.NOTES }}', USER_OUT: '${{ steps.secrets.outputs.user }}' },
        }),
      ),
      outputs: { user: '${{ steps.secrets.outputs.user }}' },
    },
    another: {
      ...job(run('printf %s "${{ needs.sinks.outputs.user }}" > "$NOTES/another-job"')),
      needs: 'sinks',
    },
    twice: job(
      bring('dsm:eu#TOKEN > FIRST\npam:123 > ROOT'),
      bring('dsm:us#TOKEN > SECOND'),
      run('printf "%s %s" "$FIRST" "$SECOND" > "$NOTES/twice"'),
    ),
    failing: job(bring('pam:123 > ROOT'), run('printf %s "$ROOT" > "$NOTES/failing"; exit 3')),
    matrix: {
      ...job(
        bring('dsm:${{ matrix.region }}#TOKEN > TOKEN'),
        run('printf %s "$TOKEN" > "$NOTES/${{ matrix.region }}"'),
      ),
      strategy: { matrix: { region: ['eu', 'us'] } },
    },
    composite: job(
      {
        uses: './composite',
        with: { ...CONNECTION, notes: '${{ vars.NOTES }}' },
      },
      run('printf %s "$TOKEN" > "$NOTES/after-composite"'),
    ),
    reusable: {
      uses: './.github/workflows/reusable.yml',
      with: { notes: '${{ vars.NOTES }}' },
      secrets: { CLIENT_SECRET: '${{ secrets.CLIENT_SECRET }}' },
    },
  },
};

const COMPOSITE = {
  name: 'composite',
  description: 'Brings a token.',
  inputs: Object.fromEntries([...Object.keys(CONNECTION), 'notes'].map((name) => [name, { description: name }])),
  runs: {
    using: 'composite',
    steps: [
      {
        uses: './',
        with: {
          ...Object.fromEntries(Object.keys(CONNECTION).map((name) => [name, `\${{ inputs.${name} }}`])),
          secrets: 'dsm:eu#TOKEN > TOKEN',
        },
      },
      { run: 'printf %s "$TOKEN" > "${{ inputs.notes }}/composite"', shell: 'bash' },
    ],
  },
};

const REUSABLE = {
  on: {
    workflow_call: {
      inputs: { notes: { type: 'string', required: true } },
      secrets: { CLIENT_SECRET: { required: true } },
    },
  },
  jobs: {
    called: job(bring('dsm:us#TOKEN > TOKEN'), { run: 'printf %s "$TOKEN" > "${{ inputs.notes }}/reusable"' }),
  },
};

const given = (emulator: ReturnType<ReturnType<typeof useEmulator>>) => {
  const { url, 'ca-certificate': ca, 'client-id': id } = access(emulator);
  return { variables: { URL: url, CA: ca, ID: id }, secrets: { CLIENT_SECRET } };
};

const act = needs('act', 'bash', 'coreutils', 'git', 'Node 24', 'openssh');

act.describe('workflows with `uses: ./`, run by act', () => {
  const emulator = useEmulator(VAULT);
  let repository: ActRepository;
  let result: Run;

  beforeAll(async () => {
    repository = createRepository({
      '.github/workflows/test.yml': stringify(WORKFLOW),
      '.github/workflows/reusable.yml': stringify(REUSABLE),
      'composite/action.yml': stringify(COMPOSITE),
    });
    result = await repository.push(given(emulator()));
  }, 300_000);
  afterAll(() => {
    repository.dispose();
  });

  test('every sink brings its value byte for byte to the next steps', () => {
    const environment = readEnvironment(repository.note('sinks.env'));
    expect([environment.get('PASSWORD'), environment.get('ROOT')]).toEqual([PASSWORD, ROOT]);
    expect(repository.note('path')).toBe(PASSWORD);
    expect(repository.note('file')).toBe(PASSWORD);
    expect(repository.note('keys')).toContain('deploy');
    expect(repository.note('user')).toBe('deployment-admin');
  });

  test('an output reaches another job', () => {
    expect(repository.note('another-job')).toBe('deployment-admin');
  });

  test('the action may be used twice in a job, in a matrix, in a composite action and in a reusable workflow', () => {
    expect(repository.note('twice')).toBe('fake-token-of-eu fake-token-of-us');
    expect([repository.note('eu'), repository.note('us')]).toEqual(['fake-token-of-eu', 'fake-token-of-us']);
    expect([repository.note('composite'), repository.note('after-composite')]).toEqual([
      'fake-token-of-eu',
      'fake-token-of-eu',
    ]);
    expect(repository.note('reusable')).toBe('fake-token-of-us');
  });

  test('only the job with a failing step fails, and custody is released after it too', async () => {
    expect(repository.note('failing')).toBe(ROOT);
    expect(result.code).toBe(1);
    const jobs = [...result.log.matchAll(/^\[[^\]]*\/(\w+)[^\]/]*\] 🏁 {2}Job (succeeded|failed)$/gmu)];
    expect(new Map(jobs.map(([, name, outcome]) => [name, outcome]))).toEqual(
      new Map([
        ['sinks', 'succeeded'],
        ['another', 'succeeded'],
        ['twice', 'succeeded'],
        ['failing', 'failed'],
        ['matrix', 'succeeded'],
        ['composite', 'succeeded'],
        ['called', 'succeeded'],
      ]),
    );
    expect((await emulator().state()).custodies).toEqual([]);
  });

  test('what was brought is taken back, and no secret is in the log', () => {
    const path = readEnvironment(repository.note('sinks.env')).get('PASSWORD_FILE');
    expect(path).toBeDefined();
    expect(result.log).not.toContain('could not be taken back');
    for (const [name, value] of Object.entries(SECRETS)) {
      const found = encodedForms(value).filter(({ text }) => result.log.includes(text));
      expect({ name, found: found.map(({ form }) => form) }).toEqual({ name, found: [] });
    }
  });
});

act.test(
  'a job that is cancelled gives the custody back',
  async () => {
    const emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, data: VAULT });
    const cancelled = job(bring('pam:123 > ROOT'), run('touch "$NOTES/started"; sleep 600'));
    const repository = createRepository({
      '.github/workflows/test.yml': stringify({ on: 'push', jobs: { cancelled } }),
    });
    const started = async () => {
      for await (const { filename } of watch(repository.notes)) if (filename === 'started') return;
    };
    try {
      const { code } = await repository.push({ ...given(emulator), interrupt: started });
      expect(code).not.toBe(0);
      expect(repository.note('started')).toBe('');
      expect((await emulator.requests()).map(({ method, path }) => `${method} ${path}`)).toContain(
        'GET /iso/pam/credential/123',
      );
      expect((await emulator.state()).custodies).toEqual([]);
    } finally {
      repository.dispose();
      await emulator.stop();
    }
  },
  120_000,
);
