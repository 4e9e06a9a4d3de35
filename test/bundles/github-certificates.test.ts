import { existsSync, readFileSync, statSync } from 'node:fs';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { access, calls, expectNoLeak, messages, TOKEN, useEmulator, useJobs, vaultWith } from './support/scenario.js';

const VAULT = vaultWith({ certificates: [{ id: '12', commonName: 'service.example.com' }] });

const LINES = `
cert:12#pfx > path:SIGNING_PFX
cert:12#password > SIGNING_PASSWORD
cert:12#pem > path:SIGNING_PEM
cert:12#key > path:SIGNING_KEY
cert:12#chain > path:SIGNING_CHAIN
cert:12#pfx | as=base64 > SIGNING_PFX_BASE64
`;

/** What a step that signs does with them: OpenSSL's own program reads each, and says how they belong together. */
const USE = `
set -e
openssl pkcs12 -in "$SIGNING_PFX" -passin env:SIGNING_PASSWORD -nodes -out "$WORK/all.pem"
openssl pkcs12 -in "$SIGNING_PFX" -passin pass:another -nodes -out "$WORK/none.pem" 2>/dev/null || echo "another password: refused"
openssl x509 -in "$SIGNING_PEM" -noout -subject
openssl x509 -in "$SIGNING_PEM" -noout -pubkey >"$WORK/leaf.pub"
openssl pkey -in "$SIGNING_KEY" -pubout >"$WORK/key.pub"
cmp "$WORK/leaf.pub" "$WORK/key.pub" && echo 'the key is that of the leaf'
openssl pkey -in "$WORK/all.pem" -pubout >"$WORK/pfx.pub"
cmp "$WORK/leaf.pub" "$WORK/pfx.pub" && echo 'so is that of the pfx'
openssl verify -CAfile "$SIGNING_CHAIN" "$SIGNING_PEM" | sed 's/.*: //'
printf %s "$SIGNING_PFX_BASE64" | base64 -d | cmp - "$SIGNING_PFX" && echo 'base64 is the same file'
rm -r "$WORK"
`;
const SAID = [
  'another password: refused',
  expect.stringMatching(/^subject= ?CN ?= ?service\.example\.com$/),
  'the key is that of the leaf',
  'so is that of the pfx',
  'OK',
  'base64 is the same file',
];

/** What a vault of each kind is asked for one format, until it has the route. */
const ASKED = {
  both: ['/api/certificate/download'],
  api: ['/api/certificate/download'],
  iso: ['/api/certificate/download', '/iso/certificate/download'],
  oldest: ['/api/certificate/download', '/iso/certificate/download', '/iso/cert/download'],
} as const;

needs('bash', 'openssl', 'coreutils').describe.each(nodeRuntimes())('cert: on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  afterEach(() => emulator().changeSettings({ families: ['iso', 'api'], certificateText: 'base64' }));

  const vaultOf = async (kind: keyof typeof ASKED) => {
    if (kind === 'both') return;
    await emulator().changeSettings({ families: [kind === 'api' ? 'api' : 'iso'] });
    if (kind !== 'oldest') return;
    const match = { path: '/iso/certificate/download' };
    await emulator().addFault({ match, times: 'always', fault: { kind: 'gateway' } });
  };

  test.each(['both', 'api', 'iso', 'oldest'] as const)('every field, from a vault with routes: %s', async (kind) => {
    await vaultOf(kind);
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: LINES } });
    expect(messages(main, 'error')).toEqual([]);
    const asked = (await calls(emulator())).filter((call) => call.startsWith('POST ') && call.includes('/cert'));
    const times = (route: string) => asked.filter((call) => call === `POST ${route}`).length;
    expect(ASKED[kind].map(times)).toEqual(ASKED[kind].map(() => 3));
    expect(asked).toHaveLength(3 * ASKED[kind].length);

    const of = (name: string) => main.exportedEnv.get(name) ?? '';
    const files = ['SIGNING_PFX', 'SIGNING_PEM', 'SIGNING_KEY', 'SIGNING_CHAIN'].map(of);
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual(files.map(() => 0o600));
    const work = `WORK=$(mktemp -d -p "$RUNNER_TEMP")`;
    const step = await job.runShell(`${work}${USE}echo "password: $SIGNING_PASSWORD"; cat "$SIGNING_KEY"`);
    expect(step?.conclusion).toBe('success');
    expect((step?.log ?? '').split('\n')).toEqual(expect.arrayContaining(SAID));
    expect(step?.log).toContain('password: ***');

    const secrets = {
      password: of('SIGNING_PASSWORD'),
      key: readFileSync(of('SIGNING_KEY'), 'utf8'),
      pfx: of('SIGNING_PFX_BASE64'),
    };
    expect(secrets.password).toMatch(/^[\w-]{43}$/);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success' });
    expect(files.filter(existsSync)).toEqual([]);
    expectNoLeak(job, secrets);
    const log = [main, step, post].map((each) => each?.log).join('\n');
    expect(Object.values(secrets).filter((secret) => log.includes(secret))).toEqual([]);
  });

  test('pem is what cert: means; its password is another in every run, and is sent for the formats that need it', async () => {
    const passwordOfRun = async () => {
      const secrets = 'cert:12 > path:PEM\ncert:12#password > SIGNING_PASSWORD';
      const main = await newJob().runAction({ inputs: { ...access(emulator()), secrets } });
      expect(readFileSync(main.exportedEnv.get('PEM') ?? '', 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
      return main.exportedEnv.get('SIGNING_PASSWORD');
    };
    expect(await passwordOfRun()).not.toBe(await passwordOfRun());
    const bodies = (await emulator().requests()).filter(({ path: asked }) => asked !== TOKEN.slice(5));
    expect(bodies.map(({ body }) => body)).toEqual([
      { id: '12', format: 'pem' },
      { id: '12', format: 'pem' },
    ]);
  });

  test.each([
    ['cert:12#pfx > SIGNING_PFX', 'path:'],
    ['cert:12#* > C_*', 'name one of'],
    ['cert:12#pfy > path:SIGNING_PFX', '"pfx"'],
    ['cert:twelve > path:PEM', 'twelve'],
  ])('%s is a wrong line, before anything is asked', async (secrets, advice) => {
    const main = await newJob().runAction({ inputs: { ...access(emulator()), secrets } });
    expect(main.conclusion).toBe('failure');
    expect(messages(main, 'error').join('\n')).toContain(advice);
    expect((await calls(emulator())).filter((call) => call !== TOKEN)).toEqual([]);
  });

  test('one that is not there is an error, and with optional a notice', async () => {
    const missing = await newJob().runAction({ inputs: { ...access(emulator()), secrets: 'cert:99 > path:PEM' } });
    expect(messages(missing, 'error').join('\n')).toMatch(
      /^Line 1 \("cert:99 > path:PEM"\): .* status 404.*does not have it/,
    );
    const secrets = 'cert:99 | optional > path:PEM';
    const patient = await newJob().runAction({ inputs: { ...access(emulator()), secrets } });
    expect(messages(patient, 'error')).toEqual([]);
    expect(messages(patient, 'notice')).toHaveLength(1);
  });
});
