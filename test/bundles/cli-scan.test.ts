import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { type CliPlace, expectNotShown, usePlaces } from './support/cli.js';
import { calls, CLIENT_SECRET, useEmulator, vaultWith } from './support/scenario.js';

const archives = needs('python3');

const PASSWORD = 'fake-password-of-the-database';
const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const EVERY = ['--secret', 'dsm:*'];
const REFERENCE = 'dsm:database#PASSWORD';

/** Archives by Python's own writers, with the secret in the innermost file at 7. */
const MAKE_ARCHIVES = `
import io, sys, tarfile, zipfile
text = sys.stdin.buffer.read()
def tar(members, mode='w'):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name); info.size = len(data); archive.addfile(info, io.BytesIO(data))
    return out.getvalue()
def zipped(members, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as archive:
        for name, data in members: archive.writestr(name, data)
    return out.getvalue()
noise = b'x' * 100000
members = [('a/first.txt', noise), ('a/secret.txt', text), ('last.txt', noise)]
open('plain.tar', 'wb').write(tar(members))
open('packed.tgz', 'wb').write(tar(members, 'w:gz'))
open('stored.zip', 'wb').write(zipped(members, zipfile.ZIP_STORED))
open('deflated.zip', 'wb').write(zipped(members, zipfile.ZIP_DEFLATED))
open('image.tar', 'wb').write(tar([('layer', tar(members, 'w:gz')), ('app.jar', zipped(members, zipfile.ZIP_DEFLATED))]))
open('odd.zip', 'wb').write(zipped([('one.txt', noise)], zipfile.ZIP_BZIP2))
open('cut.tgz', 'wb').write(tar(members, 'w:gz')[:-40])
`;

describe.each(nodeRuntimes())('scan and redact on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);
  const found = async ({ run }: CliPlace, ...paths: readonly string[]) => {
    const { code, stdout, stderr } = await run(['scan', ...EVERY, '--output', 'json', ...paths]);
    expectNotShown(stdout + stderr, [PASSWORD]);
    const document = JSON.parse(stdout) as { found: { file: string; offset: number }[]; skipped: { file: string }[] };
    return { code, ...document };
  };

  test('files, folders, encodings, credentials of the vault: where each is, and never what', async () => {
    const place = newPlace();
    mkdirSync(join(place.cwd, 'out/deep'), { recursive: true });
    writeFileSync(join(place.cwd, 'out/clean.txt'), 'nothing here\n');
    writeFileSync(join(place.cwd, 'out/deep/log.txt'), `see: ${PASSWORD}\n`);
    writeFileSync(join(place.cwd, 'out/encoded'), `\0\0${Buffer.from(PASSWORD).toString('base64')}`);
    writeFileSync(join(place.cwd, 'out/settings'), CLIENT_SECRET);
    const text = await place.run(['scan', ...EVERY, 'out']);
    expect(text.code).toBe(6);
    expect(text.stdout.split('\n').sort()).toEqual([
      '',
      `out/deep/log.txt\t5\t${REFERENCE}`,
      `out/encoded\t2\t${REFERENCE}`,
      expect.stringMatching(/^out\/settings\t0\t.*client.secret/i),
    ]);
    expectNotShown(text.stdout + text.stderr, [PASSWORD]);
    expect((await place.run(['scan', ...EVERY, 'out/clean.txt'])).code).toBe(0);
  });

  test('a name that is a secret is told, and not shown', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, `dump-${PASSWORD}.sql`), '');
    expect(await found(place, '.')).toEqual({
      ...{ code: 6, skipped: [] },
      found: [{ file: 'dump-***.sql', offset: 'name', references: [REFERENCE] }],
    });
  });

  archives.test('archives, and archives in archives', async () => {
    const place = newPlace();
    execFileSync('python3', ['-c', MAKE_ARCHIVES], { cwd: place.cwd, input: `before ${PASSWORD} after` });
    for (const [archive, ...inner] of [
      ['plain.tar', 'plain.tar!a/secret.txt'],
      ['packed.tgz', 'packed.tgz!a/secret.txt'],
      ['stored.zip', 'stored.zip!a/secret.txt'],
      ['deflated.zip', 'deflated.zip!a/secret.txt'],
      ['image.tar', 'image.tar!layer!a/secret.txt', 'image.tar!app.jar!a/secret.txt'],
    ] as const) {
      const result = await found(place, archive);
      expect(result.found.map(({ file, offset }) => [file, offset])).toEqual(inner.map((file) => [file, 7]));
      expect(result).toMatchObject({ code: 6, skipped: [] });
    }
    const odd = await found(place, 'odd.zip', 'cut.tgz');
    expect(odd.skipped[0]?.file).toBe('odd.zip!one.txt');
    expect(new Set(odd.skipped.map(({ file }) => file.split('!')[0]))).toEqual(new Set(['odd.zip', 'cut.tgz']));
    expect((await place.run(['scan', ...EVERY, 'odd.zip'])).code).toBe(0);
    expect((await place.run(['scan', ...EVERY, '--strict', 'odd.zip'])).code).toBe(1);
  });

  test('links are not followed; what only looks like an archive is looked through as it is', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'outside'), PASSWORD);
    mkdirSync(join(place.cwd, 'out'));
    symlinkSync('../outside', join(place.cwd, 'out/link'));
    symlinkSync('..', join(place.cwd, 'out/circle'));
    writeFileSync(
      join(place.cwd, 'out/damaged.gz'),
      Buffer.concat([gzipSync('x').subarray(0, 12), Buffer.from(PASSWORD)]),
    );
    const result = await found(place, 'out');
    expect(result.found.map(({ file }) => file)).toEqual(['out/damaged.gz']);
    expect(result.skipped.map(({ file }) => file)).toEqual(['out/circle', 'out/damaged.gz', 'out/link']);
  });

  test('redact masks what passes, whatever it is cut into, and lets the rest through byte for byte', async () => {
    const place = newPlace();
    const input = Buffer.concat([Buffer.from(`\0\xff${PASSWORD}|`), Buffer.alloc(300_000, 1), Buffer.from(PASSWORD)]);
    const result = await place.run(['redact', ...EVERY], { input });
    expect(result.code).toBe(0);
    const expected = [Buffer.from('\0\xff***|'), Buffer.alloc(300_000, 1), Buffer.from('***')];
    expect(result.bytes.equals(Buffer.concat(expected))).toBe(true);
  });

  test('pam: only where custody is meant; it is released before the looking begins', async () => {
    const place = newPlace();
    const refused = await place.run(['redact', '--secret', 'pam:123'], { input: ROOT });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('--take-custody');
    expect(await calls(emulator())).toEqual([]);
    const taken = await place.run(['redact', '--secret', 'pam:123', '--take-custody'], { input: `<${ROOT}>` });
    expect(taken).toMatchObject({ code: 0, stdout: '<***>' });
    expect(await calls(emulator())).toContain(RELEASE);
  });

  test.each([
    ['redact'],
    ['scan', '.'],
    ['scan', '--secret', 'dsm:*'],
    ['redact', '--secret', 'dsm:database#PASSWORD > X'],
    ['scan', '--secret', 'dsm:*', 'not-there'],
  ])('%s %s %s: a wrong usage, and nothing comes out', async (...args) => {
    const result = await newPlace().run(args, { input: 'passes' });
    expect(result).toMatchObject({ code: 2, stdout: '' });
  });
});
