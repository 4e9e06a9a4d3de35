import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { type CliPlace, expectNothingLeft, expectNotShown, usePlaces } from './support/cli.js';
import { calls, CLIENT_SECRET, TOKEN, useEmulator, vaultWith } from './support/scenario.js';
import { needs } from '../harness/programs.js';

const unix = needs('sh', 'coreutils');
const agent = needs('sh', 'coreutils', 'openssh');

const PASSWORD = 'fake-password-of-the-database';
const ROOT = 'fake-password-in-custody';
const LINES = '-----BEGIN FAKE KEY-----\nQUJDREVGR0hJSktMTU5PUA==\nab\n-----END FAKE KEY-----\n';
const SECRETS = [PASSWORD, ROOT, LINES];
const VAULT = vaultWith({
  secrets: [
    { identity: 'database', data: [{ PASSWORD }] },
    { identity: 'certificate', data: [{ PEM: LINES }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const SECRET = ['--secret', 'dsm:database#PASSWORD > DB'];
const CUSTODY = ['--secret', 'pam:123 > ROOT'];
const INTERRUPTS: [NodeJS.Signals, number][] = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
];

unix.describe.each(nodeRuntimes())('run on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);
  const inShell = ({ run }: CliPlace, options: readonly string[], script: string, env = {}) =>
    run(['run', ...options, '--', 'sh', '-c', script], { env });
  const nothingLeft = (place: CliPlace) => expectNothingLeft(place, emulator(), SECRETS);

  test('the command has the secret, and what it prints of it is masked in both outputs and in every form', async () => {
    const place = newPlace();
    const script =
      'test "$DB" = "$(printf %s fake-password-of-; printf %s the-database)" || exit 9; echo "to-out $DB"; ' +
      'printf %s "$DB" | base64; printf %s "$DB" | od -An -tx1 | tr -d " \\n"; echo "to-err $DB" >&2';
    const result = await inShell(place, SECRET, script);
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('to-out ***\n');
    expect(result.stderr).toContain('to-err ***\n');
    expectNotShown(result.stdout + result.stderr, SECRETS);
    await nothingLeft(place);
  });

  test('every line of a value of several lines is masked, the short ones as part of the whole', async () => {
    const result = await inShell(newPlace(), ['--secret', 'dsm:certificate#PEM'], 'printf "<%s>" "$PEM"');
    expect(result).toMatchObject({ code: 0, stdout: '<***>' });
  });

  test('references in the environment and in files are resolved; all else stays as it is', async () => {
    const place = newPlace();
    const file = 'A=dsm:database#PASSWORD\nB="two words"\nC=from-file\n';
    writeFileSync(join(place.cwd, 'vars.env'), file);
    const env = {
      D: 'pam:123',
      C: 'from-environment',
      DEBUG: 'ssh:*',
      REPOSITORY: 'ssh://git@example.com/x',
      SENHASEGURA_NOTE: 'dsm:nowhere#A',
      OLD: 'dsm:was-not-a-reference here | x',
    };
    const script = '[ ${#A} = 29 ] && [ ${#D} = 24 ] || exit 9; echo "$A|$B|$C|$D|$DEBUG|$REPOSITORY|$OLD"';
    const result = await inShell(place, ['--env-file', 'vars.env', '--env-references'], script, env);
    expect(result).toMatchObject({
      code: 0,
      stdout: `***|two words|from-file|***|ssh:*|ssh://git@example.com/x|${env.OLD}\n`,
    });
    expect(await calls(emulator())).toContain(RELEASE);
    const off = await inShell(place, [...SECRET, '--env-references=false'], 'echo "$D"', env);
    expect(off).toMatchObject({ code: 0, stdout: 'pam:123\n' });
    writeFileSync(join(place.cwd, 'wrong.env'), 'A=dsm:\n');
    expect((await inShell(place, ['--env-file', 'wrong.env'], 'exit 0')).code).toBe(2);
    // Node.js looks for the file too, wherever the option stands, and ends with 9 where there is none.
    const absent = await inShell(place, ['--env-file', 'absent.env'], 'exit 0');
    expect([2, 9]).toContain(absent.code);
    expect((await inShell(place, ['--dotenv', 'absent.env'], 'exit 0')).code).toBe(2);
    expect(absent.stderr).toContain('absent.env');
  });

  test('the text of an optional reference is not handed on where there is no such secret', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'app.env'), 'B=dsm:nowhere#b | optional\n');
    const env = { A: 'dsm:nowhere#a | optional', B: 'own' };
    const result = await inShell(
      place,
      ['--env-file', 'app.env', '--env-references'],
      'echo "${A-unset} ${B-unset}"',
      env,
    );
    expect(result).toMatchObject({ code: 0, stdout: 'unset unset\n' });
  });

  test('what others write into the environment of a job selects nothing where no secret could go', async () => {
    const place = newPlace();
    const env = { CI_COMMIT_TITLE: 'ssh: fix login', CI_COMMIT_BRANCH: 'pam:123', TITLE: 'pam: fix login' };
    const script = 'echo "$CI_COMMIT_TITLE, $CI_COMMIT_BRANCH, $TITLE, $DB"';
    const result = await inShell(place, [...SECRET, '--env-references'], script, env);
    expect(result).toMatchObject({ code: 0, stdout: 'ssh: fix login, pam:123, pam: fix login, ***\n' });
    expect(result.stderr).toContain('"CI_COMMIT_BRANCH"');
    expect(result.stderr).not.toContain('TITLE');
    expect(await calls(emulator())).not.toContain(RELEASE);
    const allowed = await inShell(
      place,
      [...SECRET, '--env-references', '--allow-names=CI_COMMIT_BRANCH'],
      script,
      env,
    );
    expect(allowed).toMatchObject({ code: 0, stdout: 'ssh: fix login, ***, pam: fix login, ***\n' });
    await nothingLeft(place);
  });

  test('a reference in a variable selects nothing without the flag, which nothing else can set', async () => {
    const place = newPlace();
    const env = { TITLE: 'dsm:database#PASSWORD | nomask', SENHASEGURA_ENV_REFERENCES: 'true' };
    const alone = await inShell(place, [], 'echo started', env);
    expect(alone).toMatchObject({ code: 2, stdout: '' });
    expect(alone.stderr).toMatch(/The variable "TITLE" begins like a reference .*--env-references.*--secret 'dsm:\*'/);
    const beside = await inShell(place, CUSTODY, 'echo "$TITLE ${#ROOT}"', env);
    expect(beside).toMatchObject({ code: 0, stdout: `${env.TITLE} ${ROOT.length}\n` });
    expect(beside.stderr).toContain('"TITLE"');
    expect(await calls(emulator())).not.toContain('GET /iso/dapp/application');
    const flagged = await inShell(place, ['--env-references', ...CUSTODY], 'echo started', env);
    expect(flagged).toMatchObject({ code: 2, stdout: '' });
    expect(flagged.stderr).toMatch(/"TITLE" selects a secret with "nomask", which a variable can't/);
    const none = await inShell(place, ['--env-references'], 'echo started', { TITLE: 'dsm:wrong | x' });
    expect(none).toMatchObject({ code: 2, stdout: '' });
  });

  test('an env file without references selects nothing, and one that is no UTF-8 starts nothing', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'plain.env'), 'A=p@ss#word # comment\n');
    const plain = await inShell(place, ['--env-file', 'plain.env'], 'echo "$A ${PASSWORD-unset}"');
    expect(plain).toMatchObject({ code: 0, stdout: 'p@ss#word unset\n' });
    expect(await calls(emulator())).toEqual([]);
    writeFileSync(join(place.cwd, 'powershell.env'), Buffer.from('\uFEFFA=dsm:database#PASSWORD\r\n', 'utf16le'));
    writeFileSync(join(place.cwd, 'garbage.env'), 'A=1\nB dsm:database#PASSWORD\n');
    const wide = await inShell(place, ['--env-file', 'powershell.env'], 'echo started');
    expect(wide).toMatchObject({ code: 2, stdout: '' });
    expect(wide.stderr).toContain('"powershell.env" is UTF-16');
    const garbage = await inShell(place, ['--env-file', 'garbage.env'], 'echo started');
    expect(garbage).toMatchObject({ code: 2, stdout: '' });
    expect(garbage.stderr).toContain('"garbage.env" line 2 is no comment and no KEY=VALUE');
    expect(await calls(emulator())).toEqual([]);
  });

  test('says why a command does not start', async () => {
    const place = newPlace();
    const why = async (command: readonly string[]) => {
      const { code, stderr } = await place.run(['run', ...SECRET, '--', ...command]);
      return `${String(code)} ${stderr}`;
    };
    writeFileSync(join(place.cwd, 'script'), '#!/no/such/interpreter -x\n', { mode: 0o755 });
    writeFileSync(join(place.cwd, 'windows'), '#!/bin/sh\r\nexit 0\r\n', { mode: 0o755 });
    writeFileSync(join(place.cwd, 'plain'), 'exit 0\n', { mode: 0o644 });
    expect(await why(['no-such-program'])).toMatch(/^127 .*"no-such-program" could not be found: no folder of PATH/s);
    expect(await why(['./nowhere'])).toMatch(/^127 .*"\.\/nowhere" could not be found: there is no such file/s);
    expect(await why(['./script'])).toMatch(/names the interpreter "\/no\/such\/interpreter", which is not/);
    expect(await why(['./windows'])).toMatch(/CR LF/);
    expect(await why(['./plain'])).toMatch(/^126 .*"\.\/plain" could not be started \(EACCES\).*chmod/s);
    const large = Array.from({ length: 30 }, (_, index) => `LARGE_${index}=${'x'.repeat(100_000)}\n`);
    writeFileSync(join(place.cwd, 'large.env'), large.join(''));
    const tooLarge = await place.run(['run', ...SECRET, '--dotenv', 'large.env', '--', 'true']);
    expect(tooLarge.code).toBe(126);
    expect(tooLarge.stderr).toMatch(/E2BIG.*larger than this system takes/);
  });

  test('what Node.js would print past every mask is refused', async () => {
    const place = newPlace();
    for (const name of ['NODE_DEBUG', 'NODE_DEBUG_NATIVE']) {
      const result = await inShell(place, SECRET, 'echo started', { [name]: 'child_process' });
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toContain(`${name} is set`);
      expectNotShown(result.stderr, SECRETS);
    }
    const handed = await place.run(['run', ...SECRET, '--', 'env', 'NODE_DEBUG=x', 'sh', '-c', 'echo "$NODE_DEBUG"']);
    expect(handed).toMatchObject({ code: 0, stdout: 'x\n' });
  });

  test('a prompt that begins like a secret is held back, and that is said', async () => {
    const place = newPlace();
    const script = `printf 'fake-pass'; read -r line; echo "got $line"`;
    const child = place.start(['run', ...SECRET, '--', 'sh', '-c', script]);
    await child.says('held back');
    child.answer('x\n');
    expect(await child.ended).toMatchObject({ code: 0, stdout: 'fake-passgot x\n' });
  });

  test('a release that hangs after a signal is given up at the next one, and the command that does it is told', async () => {
    const place = newPlace();
    await emulator().addFault({ match: { path: RELEASE.slice(7) }, fault: { kind: 'hang', when: 'before' } });
    const child = place.start(['run', ...CUSTODY, '--', 'sh', '-c', 'echo go; exec sleep 600']);
    await child.says('go');
    child.kill('SIGTERM');
    await child.says('release it with: senhasegura release pam:123');
    child.kill('SIGTERM');
    const { stderr } = await child.ended;
    expect(stderr).toContain('cut off by a second signal. Custody may be held: senhasegura release pam:123');
  });

  test('the credentials of the vault are not handed on unless asked', async () => {
    const place = newPlace();
    const script = 'echo "[$SENHASEGURA_CLIENT_SECRET]${#SENHASEGURA_CLIENT_SECRET}"';
    expect((await inShell(place, SECRET, script)).stdout).toBe('[]0\n');
    const kept = await inShell(place, [...SECRET, '--keep-credentials'], script);
    expect(kept.stdout).toBe(`[***]${CLIENT_SECRET.length}\n`);
  });

  test("the exit code is the command's; one that can't start has a shell's", async () => {
    const place = newPlace();
    expect((await inShell(place, CUSTODY, 'exit 7')).code).toBe(7);
    expect((await inShell(place, CUSTODY, 'kill -KILL $$')).code).toBe(137);
    const absent = await place.run(['run', ...CUSTODY, '--', 'no-such-program']);
    expect(absent.code).toBe(127);
    mkdirSync(join(place.cwd, 'folder'));
    expect((await place.run(['run', ...CUSTODY, '--', './folder'])).code).toBe(126);
    expect((await calls(emulator())).filter((call) => call === RELEASE)).toHaveLength(4);
    await nothingLeft(place);
  });

  test('arguments and standard input reach the command as they are', async () => {
    const { run } = newPlace();
    const command = ['sh', '-c', 'cat; printf "%s;" "$@"', 'sh', '--help', '', "it's", '-v'];
    const result = await run(['run', ...SECRET, '--', ...command], { input: 'from\0stdin ' });
    expect(result).toMatchObject({ code: 0, stdout: "from\0stdin --help;;it's;-v;" });
  });

  test.each(INTERRUPTS)('%s goes to the command, and custody is released after it', async (signal, code) => {
    const place = newPlace();
    const script = 'trap "echo tidying; exit 5" INT TERM; echo ready >ready; while :; do sleep 0.1; done';
    const when = async () => {
      while (!existsSync(join(place.cwd, 'ready'))) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const args = ['run', ...CUSTODY, '--', 'sh', '-c', script];
    const result = await place.run(args, { interrupt: { when, signal } });
    expect(result).toMatchObject({ code: 5, stdout: 'tidying\n' });
    await nothingLeft(place);
    const plain = ['run', ...CUSTODY, '--', 'sh', '-c', 'echo go; exec sleep 600'];
    const killed = await place.run(plain, {
      interrupt: { when: (child) => once(child.stdout ?? child, 'data'), signal },
    });
    expect(killed.code).toBe(code);
    await nothingLeft(place);
  });

  test.each<[NodeJS.Signals, number]>([
    ['SIGTERM', 143],
    ['SIGQUIT', 131],
  ])('%s before the command starts releases, and nothing is started', async (signal, code) => {
    const place = newPlace();
    const credential = '/iso/pam/credential/123';
    await emulator().addFault({ match: { path: credential }, fault: { kind: 'hang', when: 'after' } });
    const when = () => emulator().untilRequest((request) => request.path === credential);
    const args = ['run', ...CUSTODY, '--', 'sh', '-c', 'echo started >started'];
    expect(await place.run(args, { interrupt: { when, signal } })).toMatchObject({ code });
    expect(existsSync(join(place.cwd, 'started'))).toBe(false);
    await nothingLeft(place);
  });

  agent.test('path: and ssh-agent live as long as the command; sinks without a meaning are refused', async () => {
    const place = newPlace();
    const sinks = ['--secret', 'dsm:certificate#PEM > path:CERT', '--secret', 'ssh:deploy > ssh-agent'];
    const script = 'stat -c %a "$CERT"; wc -c <"$CERT"; ssh-add -l | wc -l; echo "$SSH_AUTH_SOCK" >socket';
    const result = await inShell(place, sinks, script);
    expect(result.stdout.split(/\s+/)).toEqual(['600', String(LINES.length), '1', '']);
    await nothingLeft(place);
    for (const sink of ['output:X', 'file:relative']) {
      expect((await inShell(place, ['--secret', `dsm:database#PASSWORD > ${sink}`], 'exit 0')).code).toBe(2);
    }
  });

  test('dry-run proves the credentials, starts nothing and takes no custody', async () => {
    const place = newPlace();
    const result = await inShell(place, [...CUSTODY, '--dry-run'], 'echo started');
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain('pam:123#password > ROOT (on the list');
    expect(await calls(emulator())).toEqual([TOKEN, 'GET /iso/pam/credential']);
  });

  test('dry-run refuses a name that a run would refuse', async () => {
    const { run } = newPlace();
    const secret = ['run', '--secret', 'pam:123#password > LD_PRELOAD'];
    const dry = await run([...secret, '--dry-run', '--', 'true']);
    const wet = await run([...secret, '--', 'true']);
    for (const { code, stderr } of [dry, wet]) {
      expect(code).toBe(2);
      expect(stderr).toContain('LD_*');
    }
  });

  test('wrong usage is told before anything is asked of the vault', async () => {
    const { run } = newPlace();
    const wrong = [
      ['run'],
      ['run', '--'],
      ['run', 'echo', 'x'],
      ['run', ...SECRET, 'echo', '--', 'x'],
      ['run', '--secret'],
      ['run', '--secret', '', '--', 'true'],
      ['runb', '--secret='],
    ];
    for (const args of wrong) expect(await run(args)).toMatchObject({ code: 2, stdout: '' });
    expect(await calls(emulator())).toEqual([]);
  });
});
