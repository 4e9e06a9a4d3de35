import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { filesBelow } from '../harness/files-below.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { each } from '../harness/programs.js';
import { type CliPlace, expectNotShown, usePlaces } from './support/cli.js';
import { calls, useEmulator, vaultWith } from './support/scenario.js';

const PASSWORD = 'fake "password"\nof $the `database` \\ with #: signs';
const TOKEN = 'fake-registry-token+/=';
const KEY = '-----BEGIN FAKE KEY-----\nZmFrZSBrZXkgb2YgdGhlIHRlc3Rz\n-----END FAKE KEY-----\n';
const ROOT = 'fake-password-in-custody';
const CHANGING = 'fake-password-that-is-changed';
const VAULT = vaultWith({
  secrets: [
    { identity: 'database', data: [{ PASSWORD, user: 'shop' }] },
    { identity: 'registry', data: [{ token: TOKEN }] },
    { identity: 'cluster', data: [{ key: KEY, json: JSON.stringify({ deep: { token: TOKEN } }) }] },
  ],
  credentials: [
    { id: '123', username: 'root', hostname: 'db.example.com', password: ROOT, automaticChange: false },
    { id: '124', username: 'app', hostname: 'db.example.com', password: CHANGING, automaticChange: true },
  ],
});
const SECRETS = [PASSWORD, TOKEN, KEY, ROOT, CHANGING];
const RELEASE = 'DELETE /iso/pam/credential/custody/123';

const KUBECONFIG = `apiVersion: v1
kind: Config
users:
  - name: deploy
    user:
      token: {{ dsm:cluster#json | json=/deep/token | as=yaml }}
      client-key-data: {{ dsm:cluster#key | as=base64 }}
      password: {{ dsm:database#PASSWORD | as=yaml }}
`;

describe.each(nodeRuntimes())('inject on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);
  const custodies = async () => (await emulator().state()).custodies as unknown[];
  const write = ({ cwd }: CliPlace, name: string, text: string) => {
    writeFileSync(join(cwd, name), text);
    return name;
  };
  /** The texts of the files below the home: the lists of what has to be taken back. */
  const stateFiles = ({ home }: CliPlace) =>
    filesBelow(home).flatMap(({ content }) => (content.length === 0 ? [] : [content.toString('utf8')]));

  test('a kubeconfig: new, private, read by a reader of YAML; gone with --clean, which does it twice', async () => {
    const place = newPlace();
    write(place, 'kube.tpl', KUBECONFIG);
    const result = await place.run(['inject', '-i', 'kube.tpl', '-o', 'out/deep/kubeconfig', '--verbose']);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    const file = join(place.cwd, 'out/deep/kubeconfig');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject({
      users: [
        {
          user: { token: TOKEN, 'client-key-data': Buffer.from(KEY).toString('base64'), password: PASSWORD },
        },
      ],
    });
    const ledger = stateFiles(place);
    expect(ledger.join('')).toContain(file);
    const cleaned = await place.run(['inject', '--clean', '-o', 'out/deep/kubeconfig']);
    expect(cleaned).toMatchObject({ code: 0, stdout: '' });
    expect([readdirSync(place.cwd), stateFiles(place), readdirSync(place.temp)]).toEqual([['kube.tpl'], [], []]);
    const again = await place.run(['inject', '--clean', '-o', 'out/deep/kubeconfig']);
    expect(again.stderr).toContain('nothing to take back');
    expectNotShown([result.stderr, ...ledger, cleaned.stderr].join('\n'), SECRETS);
  });

  test('standard input to standard output, byte for byte, whatever the signs', async () => {
    const place = newPlace();
    const input = '\u{feff}{{{{ raw }}\r\n{{ dsm:database#PASSWORD }}|{{ dsm:gone#x | optional }}|\r\n';
    const result = await place.run(['inject'], { input });
    expect(result.stdout).toBe(`\u{feff}{{ raw }}\r\n${PASSWORD}||\r\n`);
    const helm = await place.run(['inject', '--open', '<<', '--close=>>', '-i', '-'], {
      input: '{{ .Values.x }}: << dsm:registry#token >>',
    });
    expect(helm).toMatchObject({ code: 0, stdout: `{{ .Values.x }}: ${TOKEN}` });
    expectNotShown(result.stderr + helm.stderr, SECRETS);
  });

  test('an .npmrc, read by npm', async () => {
    const place = newPlace();
    const template =
      '//npm.example.com/:_authToken={{ dsm:registry#token }}\ninit-author-name={{ dsm:registry#token }}\n';
    write(place, 'npmrc.tpl', template);
    expect((await place.run(['inject', '-i', 'npmrc.tpl', '-o', '.npmrc'])).code).toBe(0);
    writeFileSync(join(place.cwd, 'package.json'), '{}');
    const npm = (...args: readonly string[]) => execFileSync('npm', args, { cwd: place.cwd, encoding: 'utf8' });
    // A token it does not show.
    expect(npm('config', 'ls')).toContain('//npm.example.com/:_authToken = (protected)');
    expect(npm('config', 'get', 'init-author-name').trim()).toBe(TOKEN);
  });

  each([
    { shell: 'dash', needs: ['dash'] },
    { shell: 'bash', needs: ['bash'] },
  ]).test('$shell reads what as=shell has written', async ({ shell }) => {
    const place = newPlace();
    await place.run(['inject', '-o', 'settings.sh'], { input: 'PASSWORD={{ dsm:database#PASSWORD | as=shell }}\n' });
    const read = execFileSync(shell, ['-c', '. ./settings.sh && printf %s "$PASSWORD"'], { cwd: place.cwd });
    expect(read.toString()).toBe(PASSWORD);
  });

  test('all that is wrong with a template, with line and column, before any request', async () => {
    const place = newPlace();
    write(place, 'app.tpl', 'ok {{ dsm:database#user }}\n  {{ dms:x }}\né{{ dsm:y\n{{ dsm:z }}\n');
    const result = await place.run(['inject', '-i', 'app.tpl', '-o', 'app.conf']);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    const problems = result.stderr.split('\n').filter((line) => line.includes('error: '));
    expect(problems).toEqual([
      expect.stringContaining('app.tpl:2:3: unknown source "dms"'),
      expect.stringContaining('app.tpl:3:2: no "}}"'),
      expect.stringContaining('app.tpl:4:1: a placeholder is one value'),
    ]);
    expect(await calls(emulator())).toEqual([]);
    expect(readdirSync(place.cwd)).toEqual(['app.tpl']);
  });

  test.each([
    ['a file that is there', ['-o', 'there']],
    ['a link', ['-o', 'link']],
    ['a folder behind a link', ['-o', 'linked/app.conf']],
    ['a folder', ['-o', 'folder/']],
    ['no template', ['-i', 'gone', '-o', 'app.conf']],
    ['both outputs', ['--stdout', '-o', 'app.conf']],
    ['equal signs', ['--open', '%%', '--close', '%%']],
    ['--clean of nothing', ['--clean']],
    ['a word', ['app.tpl']],
  ])('%s: a wrong usage before any request, and nothing is written', async (_, args) => {
    const place = newPlace();
    write(place, 'there', 'stays');
    mkdirSync(join(place.cwd, 'elsewhere'));
    symlinkSync('elsewhere/target', join(place.cwd, 'link'));
    symlinkSync('elsewhere', join(place.cwd, 'linked'));
    const result = await place.run(['inject', ...args], { input: '{{ dsm:database#user }}' });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(await calls(emulator())).toEqual([]);
    expect(readdirSync(place.cwd).sort()).toEqual(['elsewhere', 'link', 'linked', 'there']);
    expect([readFileSync(join(place.cwd, 'there'), 'utf8'), readdirSync(join(place.cwd, 'elsewhere'))]).toEqual([
      'stays',
      [],
    ]);
  });

  test('what is not there is told with its place and the nearest that is; no file, no list, no custody is left', async () => {
    const place = newPlace();
    const input = '{{ pam:123 }}\n{{ dsm:databse#user }}\n{{ dsm:database#usr }}';
    const result = await place.run(['inject', '-o', 'app.conf'], { input });
    expect(result).toMatchObject({ code: 4, stdout: '' });
    expect(result.stderr).toContain('standard input:2:1: dsm:databse#user');
    expect(result.stderr).toContain('"database"');
    expect(result.stderr).toContain('standard input:3:1: dsm:database#usr');
    expect([readdirSync(place.cwd), stateFiles(place), await custodies()]).toEqual([[], [], []]);
    expectNotShown(result.stderr, SECRETS);
  });

  test('custody lasts as long as the file; of what is printed, as with get', async () => {
    const place = newPlace();
    const written = await place.run(['inject', '-o', 'app.conf'], { input: '{{ pam:123 }}' });
    expect(written.code).toBe(0);
    expect(readFileSync(join(place.cwd, 'app.conf'), 'utf8')).toBe(ROOT);
    expect(await custodies()).toHaveLength(1);
    expect((await place.run(['inject', '--clean', '-o', 'app.conf'])).code).toBe(0);
    expect([await custodies(), existsSync(join(place.cwd, 'app.conf'))]).toEqual([[], false]);
    const released = await place.run(['inject'], { input: '<{{ pam:123 }}>' });
    expect(released.stdout).toBe(`<${ROOT}>`);
    expect(await calls(emulator())).toContain(RELEASE);
    const kept = await place.run(['inject'], { input: '{{ pam:123 }} {{ pam:124 }}' });
    expect(kept).toMatchObject({ code: 0, stdout: `${ROOT} ${CHANGING}` });
    expect(kept.stderr).toContain('senhasegura release pam:123, then senhasegura release pam:124');
    expect(await custodies()).toHaveLength(2);
    for (const id of ['123', '124']) await place.run(['release', `pam:${id}`]);
    expectNotShown([written, released, kept].map(({ stderr }) => stderr).join('\n'), SECRETS);
  });

  test.each<[NodeJS.Signals, number]>([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ])('%s in the middle: no file, no list, no custody is left', async (signal, code) => {
    const place = newPlace();
    const credential = '/iso/pam/credential/123';
    await emulator().addFault({ match: { path: credential }, fault: { kind: 'hang', when: 'after' } });
    const when = () => emulator().untilRequest((request) => request.path === credential);
    const input = '{{ dsm:database#user }}{{ pam:123 }}';
    const result = await place.run(['inject', '-o', 'out/app.conf'], { input, interrupt: { when, signal } });
    expect(result).toMatchObject({ code, stdout: '' });
    expect([readdirSync(place.cwd), stateFiles(place), await custodies()]).toEqual([[], [], []]);
  });

  test('killed in the middle: --clean ends the custody that its list has', async () => {
    const place = newPlace();
    const credential = '/iso/pam/credential/123';
    await emulator().addFault({ match: { path: credential }, fault: { kind: 'hang', when: 'after' } });
    const when = () => emulator().untilRequest((request) => request.path === credential);
    const args = ['inject', '-o', 'out/app.conf'];
    await place.run(args, { input: '{{ pam:123 }}', interrupt: { when, signal: 'SIGKILL' } });
    expect(await custodies()).toHaveLength(1);
    await emulator().clearFaults();
    expect(await place.run([...args, '--clean'])).toMatchObject({ code: 0, stdout: '' });
    expect([readdirSync(place.cwd), stateFiles(place), await custodies()]).toEqual([[], [], []]);
  });

  test('a dry run asks lists, and writes nothing', async () => {
    const place = newPlace();
    const result = await place.run(['inject', '--dry-run', '-o', 'app.conf'], {
      input: '{{ dsm:database#user }}{{ pam:123 }}',
    });
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain('dsm:database#user');
    expect([readdirSync(place.cwd), stateFiles(place), await custodies()]).toEqual([[], [], []]);
  });
});
