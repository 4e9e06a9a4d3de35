import { access, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.js';

/** Runs the command and gives what it printed when it asked for the first line, and how it ended. */
function started(args: readonly string[]) {
  const complaints: string[] = [];
  const waiting: { readonly text: RegExp; readonly resolve: () => void }[] = [];
  let stop = (): void => undefined;
  let announce: (text: string) => void = () => undefined;
  const announced = new Promise<string>((resolve) => (announce = resolve));
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const complain = (text: string) => {
    complaints.push(text);
    for (const { text: wanted, resolve } of waiting) if (wanted.test(text)) resolve();
  };
  const exit = run(args, { print: announce, complain, stopped });
  return {
    announced,
    exit,
    complaints,
    /** Resolves when the command has said something that fits. */
    complained: (text: RegExp) =>
      new Promise<void>((resolve) => {
        if (complaints.some((complaint) => text.test(complaint))) resolve();
        else waiting.push({ text, resolve });
      }),
    stop: () => {
      stop();
    },
  };
}

interface Announced {
  readonly url: string;
  readonly caFile: string;
  readonly clientId: string;
  readonly control: { readonly url: string; readonly key: string };
  readonly authorizations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

describe('the command', () => {
  test('prints one line of JSON, serves, and leaves no file behind', async () => {
    const command = started([]);
    const line = await command.announced;
    expect(line).toMatch(/^\{[^\n]+\}\n$/);
    const announced = JSON.parse(line) as Announced;
    const names = [
      'default',
      'oauth1',
      'aws',
      'mysafe',
      'encrypting',
      'expired',
      'inactive',
      'ip-restricted',
      'registrar',
    ];
    expect(Object.keys(announced.authorizations)).toEqual(expect.arrayContaining(names));
    expect(announced.clientId).toBe('emulator-default-id');
    const files = [
      announced.caFile,
      announced.authorizations['client-certificate']?.clientCertificateFile ?? '',
      announced.authorizations['client-certificate']?.clientKeyFile ?? '',
      announced.authorizations.encrypting?.decryptionKeyFile ?? '',
    ];
    await Promise.all(files.map((file) => access(file)));
    command.stop();
    expect(await command.exit).toBe(0);
    const left = await Promise.allSettled(files.map((file) => access(file)));
    expect(left.map(({ status }) => status)).toEqual(files.map(() => 'rejected'));
  });

  test('serves the data of a file, over HTTP when asked to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-data-'));
    const file = join(folder, 'vault.yaml');
    await writeFile(
      file,
      'authorizations:\n  - name: mine\n    auth: {method: oauth2, clientId: me, clientSecret: fake}\n',
    );
    const command = started(['--http', '--data', file]);
    const announced = JSON.parse(await command.announced) as Announced;
    expect(announced.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(announced.clientId).toBe('me');
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'me', client_secret: 'fake' });
    expect((await fetch(`${announced.url}/iso/oauth2/token`, { method: 'POST', body })).status).toBe(200);
    command.stop();
    await command.exit;
    await rm(folder, { recursive: true });
  });

  test('wrong usage ends with 2, a missing file with 1', async () => {
    const wrong = started(['--port', 'x']);
    expect(await wrong.exit).toBe(2);
    expect(wrong.complaints.join('')).toMatch(/--port takes[\s\S]+Usage:/);
    const missing = started(['--data', '/nowhere/vault.yaml']);
    expect(await missing.exit).toBe(1);
    expect(missing.complaints.join('')).toMatch(/ENOENT.*\/nowhere\/vault\.yaml/);
  });

  test('a port that is taken ends with 1', async () => {
    const first = started(['--http']);
    const { port } = new URL((JSON.parse(await first.announced) as Announced).url);
    const second = started(['--http', '--port', port]);
    expect(await second.exit).toBe(1);
    expect(second.complaints.join('')).toMatch(/EADDRINUSE/);
    first.stop();
    await first.exit;
  });
});

describe('what the command can do besides', () => {
  const folders: string[] = [];
  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-command-'));
    folders.push(folder);
    return folder;
  };
  afterEach(async () => {
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
  });
  const token = ({ url }: Announced, id: string) =>
    fetch(`${url}/iso/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: 'fake' }),
    });
  const vaultOf = (id: string) =>
    `authorizations:\n  - name: mine\n    auth: {method: oauth2, clientId: ${id}, clientSecret: fake}\n`;

  test('--print-sample prints data that --data takes', async () => {
    const printing = started(['--print-sample', '--sample', 'odd']);
    const yaml = await printing.announced;
    expect(await printing.exit).toBe(0);
    const file = join(await newFolder(), 'vault.yaml');
    await writeFile(file, yaml);
    const command = started(['--http', '--data', file]);
    expect((JSON.parse(await command.announced) as Announced).clientId).toBe('emulator-default-id');
    command.stop();
    expect(await command.exit).toBe(0);
  });

  test('--prefix and --host are in the URL', async () => {
    const command = started(['--http', '--prefix', '/senhasegura', '--host', 'localhost']);
    const announced = JSON.parse(await command.announced) as Announced;
    expect(announced.url).toMatch(/^http:\/\/localhost:\d+\/senhasegura$/);
    expect((await token(announced, 'nobody')).status).toBe(401);
    command.stop();
    await command.exit;
  });

  test('--watch reads the file again, and keeps what it has when the file is wrong', async () => {
    const file = join(await newFolder(), 'vault.yaml');
    await writeFile(file, vaultOf('first'));
    const command = started(['--http', '--data', file, '--watch']);
    const announced = JSON.parse(await command.announced) as Announced;
    await writeFile(file, vaultOf('second'));
    await command.complained(/was read again/);
    expect([(await token(announced, 'first')).status, (await token(announced, 'second')).status]).toEqual([401, 200]);
    await writeFile(file, 'authorizations: []\n');
    await command.complained(/line 1: authorizations: needs at least one authorization/);
    expect((await token(announced, 'second')).status).toBe(200);
    command.stop();
    expect(await command.exit).toBe(0);
  });

  test('--log has a line for each request, and no value of it', async () => {
    const file = join(await newFolder(), 'requests.jsonl');
    const command = started(['--http', '--log', file]);
    const announced = JSON.parse(await command.announced) as Announced;
    await token(announced, 'somebody-else');
    await fetch(`${announced.url}/iso/sctm/secret?unique_key=fake-key`);
    command.stop();
    await command.exit;
    const text = await readFile(file, 'utf8');
    const lines = text.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { method: 'POST', path: '/iso/oauth2/token', status: 401 },
      { method: 'GET', path: '/iso/sctm/secret', status: 404 },
    ]);
    expect(text).not.toMatch(/somebody-else|fake/);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  test('--ca-dir keeps the authority from one start to the next', async () => {
    const folder = join(await newFolder(), 'ca');
    const start = async () => {
      const command = started(['--ca-dir', folder]);
      const { caFile } = JSON.parse(await command.announced) as Announced;
      const text = await readFile(caFile, 'utf8');
      command.stop();
      await command.exit;
      return { caFile, text };
    };
    const first = await start();
    expect(first.caFile).toBe(join(folder, 'ca.pem'));
    expect(await start()).toEqual(first);
    expect((await stat(join(folder, 'ca-key.pem'))).mode & 0o077).toBe(0);
    await rm(join(folder, 'ca-key.pem'));
    const broken = started(['--ca-dir', folder]);
    expect(await broken.exit).toBe(1);
    expect(broken.complaints.join('')).toMatch(/has one of ca\.pem and ca-key\.pem alone\. Remove both files/);
  });
});
