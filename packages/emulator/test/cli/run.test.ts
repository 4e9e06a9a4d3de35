import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.js';

/** Runs the command and gives what it printed when it asked for the first line, and how it ended. */
function started(args: readonly string[]) {
  const complaints: string[] = [];
  let stop = (): void => undefined;
  let announce: (text: string) => void = () => undefined;
  const announced = new Promise<string>((resolve) => (announce = resolve));
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const exit = run(args, { print: announce, complain: (text) => complaints.push(text), stopped });
  return {
    announced,
    exit,
    complaints,
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
