import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { type CliPlace, expectNotShown, usePlaces } from './support/cli.js';
import { useEmulator, vaultWith } from './support/scenario.js';
import { needs } from '../harness/programs.js';

const BUNDLE = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
const PASSWORD = 'fake-password-of-the-database';
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: 'fake-password-in-custody' }],
});

needs('bash', 'coreutils').describe.each(nodeRuntimes())('standard streams on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);

  /** What a shell says of a script in which `ss` is the command line. */
  const inShell = async ({ cwd, environment }: CliPlace, script: string) => {
    const env = { ...environment, NODE: path, BUNDLE };
    const child = spawn('bash', ['-c', `ss() { "$NODE" "$BUNDLE" "$@"; }\n${script}`], { cwd, env });
    const outputs = Promise.all([buffer(child.stdout), buffer(child.stderr)]);
    const [code] = (await once(child, 'close')) as [number | null];
    const [stdout, stderr] = await outputs;
    return { code, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') };
  };

  test('a full disk is a failure that is told, and no value is shown', async () => {
    const place = newPlace();
    const result = await inShell(place, "ss get 'dsm:database#PASSWORD' >/dev/full");
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toContain('senhasegura: error: Standard output could not be written (ENOSPC).');
    expect(result.stderr).not.toContain('unforeseen');
    expectNotShown(result.stderr, [PASSWORD]);
    for (const args of ['--help', '--version', 'completion bash', 'list']) {
      const { code, stderr } = await inShell(place, `ss ${args} >/dev/full`);
      expect({ args, code }).toEqual({ args, code: 1 });
      expect(stderr).toMatch(/^senhasegura: error: Standard output could not be written \(ENOSPC\)\..*\n$/);
    }
    expect(await inShell(place, 'ss nonsense 2>/dev/full')).toMatchObject({ code: 2, stdout: '' });
  });

  test('a reader that went away is no failure', async () => {
    const script =
      'for args in list --help "get dsm:database#PASSWORD"; do ss $args | true; echo "${PIPESTATUS[0]}"; done';
    expect(await inShell(newPlace(), script)).toEqual({ code: 0, stdout: '0\n0\n0\n', stderr: '' });
  });

  test('messages to a closed standard error are dropped: custody is released, the exit code stays', async () => {
    // The warning that the value is too short comes when custody is taken.
    const run = "ss run --mask-min-length=99 --secret 'pam:123 > ROOT' -- sh -c 'exit 7'";
    const { stdout } = await inShell(newPlace(), `${run} 2>&1 >/dev/null | true; echo "\${PIPESTATUS[0]}"`);
    expect(stdout).toBe('7\n');
    expect((await emulator().state()).custodies).toEqual([]);
  });
});
