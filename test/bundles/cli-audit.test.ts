import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { type CliPlace, expectNotShown, usePlaces } from './support/cli.js';
import { calls, CLIENT_SECRET, useEmulator, vaultWith } from './support/scenario.js';

const git = needs('git');

const PASSWORD = 'fake-password-of-the-Database-1';
const KEY = 'fake/key+of=the"bucket';
const ROOT = 'fake-password-in-custody';
const COPIED = 'fake-Copied-9f3KzQ7w';
const VAULT = vaultWith({
  secrets: [
    { identity: 'database', data: [{ PASSWORD }] },
    { identity: 'bucket', data: [{ KEY }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});
const EVERY = ['--secret', 'dsm:*'];
const SECRETS = [PASSWORD, KEY, ROOT, COPIED];

interface Report {
  readonly held: readonly Readonly<Record<string, unknown>>[];
  readonly suspected: readonly Readonly<Record<string, unknown>>[];
  readonly skipped: readonly Readonly<Record<string, unknown>>[];
}

describe.each(nodeRuntimes())('audit on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);
  const report = async ({ run }: CliPlace, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { code, stdout, stderr } = await run(['audit', ...EVERY, '--output', 'json', ...args], { env });
    expectNotShown(stdout + stderr, SECRETS);
    return { code, ...(JSON.parse(stdout) as Report) };
  };
  const write = ({ cwd }: CliPlace, name: string, content: string | Uint8Array) => {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), content);
  };

  test('variables and files that hold what the vault has, in any spelling; what looks like a secret', async () => {
    const place = newPlace();
    write(place, 'deploy/app.env', `HOST=db\nDB_PASSWORD=${PASSWORD}\nAPI_TOKEN=${COPIED}\n`);
    write(place, 'deploy/old.json', JSON.stringify({ db: { password: COPIED, hosts: ['a'] } }));
    write(place, 'deploy/state.gz', gzipSync(`x${KEY}`));
    write(place, 'src/index.js', 'const password = process.env.DB_PASSWORD;\n');
    write(place, 'node_modules/x/config.json', JSON.stringify({ password: COPIED }));
    const env = {
      OLD_DB: `postgres://shop:${PASSWORD}@db/shop`,
      BUCKET: encodeURIComponent(KEY),
      DEPLOY_TOKEN: COPIED,
      CI_JOB_TOKEN: COPIED,
      EDITOR: 'vim',
    };
    expect(await report(place, [], env)).toEqual({
      code: 6,
      held: [
        { variable: 'OLD_DB', references: ['dsm:database#PASSWORD'] },
        { variable: 'BUCKET', references: ['dsm:bucket#KEY'] },
        { file: 'deploy/app.env', offset: 20, references: ['dsm:database#PASSWORD'] },
        { file: 'deploy/state.gz', offset: 1, references: ['dsm:bucket#KEY'] },
      ],
      suspected: [
        { variable: 'DEPLOY_TOKEN', at: '' },
        { file: 'deploy/app.env', at: '/API_TOKEN' },
        { file: 'deploy/old.json', at: '/db/password' },
      ],
      skipped: [],
    });
    const only = await report(place, ['--vault-only'], env);
    expect([only.code, only.held.length, only.suspected]).toEqual([6, 4, []]);
    const text = await place.run(['audit', ...EVERY, 'deploy'], { env: { DEPLOY_TOKEN: COPIED } });
    expect(text.stdout.split('\n')).toEqual([
      'file\tdeploy/app.env\t20\tdsm:database#PASSWORD',
      'file\tdeploy/state.gz\t1\tdsm:bucket#KEY',
      'variable\tDEPLOY_TOKEN\t\tlooks like a secret',
      'file\tdeploy/app.env\t/API_TOKEN\tlooks like a secret',
      'file\tdeploy/old.json\t/db/password\tlooks like a secret',
      '',
    ]);
    expectNotShown(text.stdout + text.stderr, SECRETS);
  });

  test('nothing found is 0, and the variables of our own settings are no finding; in a file they are', async () => {
    const place = newPlace();
    expect(await report(place, [])).toEqual({ code: 0, held: [], suspected: [], skipped: [] });
    write(place, 'ci.env', `SENHASEGURA_CLIENT_SECRET=${CLIENT_SECRET}\n`);
    expect(await report(place, ['--vault-only'])).toMatchObject({ code: 6, held: [{ file: 'ci.env' }] });
  });

  git.test('a checkout as git makes it: what a remote holds, and a link that is not followed', async () => {
    const place = newPlace();
    execFileSync('git', ['init', '--quiet'], { cwd: place.cwd });
    const remote = `https://shop:${PASSWORD}@git.example.com/shop.git`;
    execFileSync('git', ['remote', 'add', 'origin', remote], { cwd: place.cwd });
    write(place, `${COPIED}/../dump-${PASSWORD}.txt`, '');
    symlinkSync('/etc', join(place.cwd, 'link'));
    const { code, held, suspected, skipped } = await report(place, []);
    expect([code, suspected]).toEqual([6, []]);
    expect(held.map(({ file }) => file)).toEqual(['.git/config', 'dump-***.txt']);
    expect(skipped).toEqual([{ file: 'link', why: expect.stringContaining('symbolic link') as string }]);
    expect((await place.run(['audit', ...EVERY, '--strict', '--vault-only', 'link'])).code).toBe(1);
  });

  test('the selection is that of scan: named, pam: only where custody is meant; a dry run looks through nothing', async () => {
    const place = newPlace();
    for (const args of [[], ['--secret', 'pam:123'], ['--secret', 'dsm:database > X'], [...EVERY, 'gone']]) {
      expect(await place.run(['audit', ...args])).toMatchObject({ code: 2, stdout: '' });
    }
    await emulator().clearRequests();
    write(place, 'a.txt', ROOT);
    const taken = await place.run(['audit', '--secret', 'pam:123', '--take-custody'], { env: { A: ROOT } });
    expect(taken).toMatchObject({
      code: 6,
      stdout: expect.stringContaining('variable\tA\t\tpam:123#password') as string,
    });
    expect(await calls(emulator())).toContain('DELETE /iso/pam/credential/custody/123');
    expect(await place.run(['audit', ...EVERY, '--dry-run'])).toMatchObject({ code: 0, stdout: '' });
    expectNotShown(taken.stdout + taken.stderr, SECRETS);
  });
});
