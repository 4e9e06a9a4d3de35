import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { variablesOf } from '../harness/emulator.js';
import { filesBelow } from '../harness/files-below.js';
import { windowsPath } from '../harness/wine.js';
import { expectNotShown } from '../bundles/support/cli.js';
import { useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsPlaces, type WindowsPlace } from './support/windows-cli.js';

const PASSWORD = 'fake-%PATH%-"ção"-^&-日本';
const BINARY = Buffer.from([0, 255, 13, 10, 26, 10, 0x80]);
const ROOT = 'fake-password-in-custody';
const SECRETS = [PASSWORD, ROOT];
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD, BINARY: BINARY.toString('base64') }] }],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});

needs('wine', 'Node for Windows').describe('the command line on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newPlace = useWindowsPlaces(emulator);
  /** Without the variables that lead to the vault. */
  const NONE = Object.fromEntries(
    Object.keys(variablesOf({ url: '', caFile: '', clientId: '', clientSecret: '' })).map((name) => [name, '']),
  );
  const nothingLeft = async ({ root }: WindowsPlace) => {
    for (const { path, content } of filesBelow(root)) expectNotShown(path + content.toString('utf8'), SECRETS);
    expect((await emulator().state()).custodies).toEqual([]);
  };

  test('get prints the value alone, and bytes as they are', async () => {
    const place = newPlace();
    const text = await place.run(['get', 'dsm:database#PASSWORD']);
    expect(text).toMatchObject({ code: 0, stdout: PASSWORD, stderr: '' });
    const { code, bytes } = await place.run(['get', 'dsm:database#BINARY | base64']);
    expect({ code, bytes }).toEqual({ code: 0, bytes: BINARY });
    await nothingLeft(place);
  });

  test('list and doctor say what there is, and no value', async () => {
    const place = newPlace();
    const list = await place.run(['list']);
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout).toContain('dsm:database#PASSWORD');
    const doctor = await place.run(['doctor']);
    expect(doctor.code).toBe(0);
    expect(doctor.stdout).toMatch(/^ok +authentication /mu);
    expect(doctor.stdout).not.toMatch(/^(?:fail|warn)/mu);
    expectNotShown(list.stdout + doctor.stdout + doctor.stderr, SECRETS);
    await nothingLeft(place);
  });

  test.each([
    [
      'as Notepad writes it, with a byte order mark and CR LF',
      (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    ],
    ['with LF', (text: string) => text],
  ])('the configuration file of the home is read %s', async (_, written) => {
    const place = newPlace();
    const { url, caFile, clientId, clientSecret } = emulator();
    const config = [
      `SENHASEGURA_URL: "${url}"`,
      `SENHASEGURA_CLIENT_ID: ${clientId}`,
      `SENHASEGURA_CLIENT_SECRET: '${clientSecret}'`,
      `SENHASEGURA_CA_CERTIFICATE: '${windowsPath(caFile)}'`,
      '',
    ].join('\n');
    mkdirSync(join(place.home, '.senhasegura'));
    writeFileSync(join(place.home, '.senhasegura/config.yaml'), written(config));
    const { code, stdout, stderr } = await place.run(['get', 'dsm:database#PASSWORD'], { env: NONE });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: PASSWORD, stderr: '' });
    const doctor = await place.run(['doctor'], { env: NONE });
    expect(doctor.stdout).toMatch(/^ok +config-file +.*config\.yaml/mu);
  });

  test('a configuration file in UTF-16, as old PowerShell writes it, is refused by name', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'wide.yaml'), Buffer.from('\uFEFFSENHASEGURA_URL: x\r\n', 'utf16le'));
    const { code, stderr } = await place.run(['list', '--config-file', '.\\wide.yaml']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/wide\.yaml.*UTF-16/u);
  });

  test('redact passes on what it reads, CR LF as it was, and scan finds a secret in a file by its path', async () => {
    const place = newPlace();
    const redacted = await place.run(['redact', '--secret', 'dsm:database#PASSWORD'], {
      input: `before\r\n${PASSWORD}\r\nafter\r\n`,
    });
    expect(redacted).toMatchObject({ code: 0, stdout: 'before\r\n***\r\nafter\r\n' });
    mkdirSync(join(place.cwd, 'logs'));
    writeFileSync(join(place.cwd, 'logs', 'deploy.log'), `password: ${PASSWORD}\r\n`);
    const found = await place.run(['scan', '--secret', 'dsm:database#PASSWORD', 'logs']);
    expect(found.code).toBe(6);
    expect(found.stdout).toContain('logs\\deploy.log');
    expectNotShown(found.stdout + found.stderr, SECRETS);
  });
});
