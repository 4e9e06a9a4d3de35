import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetfulLedger, openCommandLedger } from '../../src/vault-run/command-ledger.js';

describe('the ledger of a command', () => {
  let home = '';
  let said: string[] = [];
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'ledger-')));
    said = [];
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });
  const open = () =>
    openCommandLedger({
      terminal: { environment: { PATH: process.env.PATH }, home, tempDir: home },
      log: {
        info: (message) => said.push(`info: ${message}`),
        warning: (message) => said.push(`warning: ${message}`),
      },
    });
  const folder = () => join(home, '.local/state/senhasegura');
  const states = () => (existsSync(folder()) ? readdirSync(folder()) : []);
  /** The number of a process that has ended. */
  const dead = () => spawnSync(process.execPath, ['-e', '']).pid;
  /** Leaves what a process with this number would have left that was killed. */
  const leave = async (pid: number, entry: Parameters<Awaited<ReturnType<typeof open>>['ledger']['write']>[0]) => {
    const { ledger } = await open();
    ledger.write(entry);
    const own = `-${process.pid}.json`;
    const name = states().find((each) => each.endsWith(own)) ?? '';
    const left = join(folder(), name.replace(own, `-${pid}.json`));
    renameSync(join(folder(), name), left);
    return left;
  };

  test('lies on disk, for this user alone, from the first entry until all has been given back', async () => {
    const { ledger, close } = await open();
    expect(states()).toEqual([]);
    ledger.write({ custodies: ['11'] });
    const [name = ''] = states();
    expect(statSync(join(folder(), name)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(folder(), name), 'utf8'))).toMatchObject({ custodies: ['11'] });
    close();
    // Nor the folders that were made for it.
    expect(readdirSync(home)).toEqual([]);
    expect(said).toEqual([]);
  });

  test('folders that others have put something into stay', async () => {
    mkdirSync(join(home, '.local'));
    const { ledger, close } = await open();
    ledger.write({ custodies: ['11'] });
    writeFileSync(join(home, '.local/state', 'of-another-program'), '');
    close();
    expect(readdirSync(join(home, '.local/state'))).toEqual(['of-another-program']);
  });

  test('what a killed command left is taken back or told by the next one, once', async () => {
    const file = join(home, 'secret.txt');
    writeFileSync(file, 'fake', { mode: 0o600 });
    const pid = dead();
    await leave(pid, { custodies: ['11', '12'], files: [file] });
    const { close } = await open();
    expect(existsSync(file)).toBe(false);
    expect(said).toEqual([
      'info: Removed 1 file.',
      `warning: A command that was killed (process ${pid}) may hold the custody of credential 11, 12. Where no other job has it now, release it with that command's settings: senhasegura release pam:11, then senhasegura release pam:12`,
    ]);
    expect(states()).toEqual([]);
    close();
    await open();
    expect(said).toHaveLength(2);
  });

  test('a process that lives keeps its own, and so does one of another machine', async () => {
    const file = join(home, 'secret.txt');
    writeFileSync(file, 'fake', { mode: 0o600 });
    await leave(process.ppid, { custodies: ['11'], files: [file] });
    const there = await leave(dead(), { custodies: ['12'], files: [file] });
    const elsewhere = there.replace(/command-[0-9a-f]{16}-/, 'command-0123456789abcdef-');
    renameSync(there, elsewhere);
    await open();
    expect(existsSync(file)).toBe(true);
    expect(states()).toHaveLength(2);
    expect(said).toEqual([]);
  });

  test('one that others may have written is told of and not believed', async () => {
    const left = await leave(dead(), { custodies: ['11'] });
    chmodSync(left, 0o666);
    await open();
    expect(said).toEqual([expect.stringMatching(/^warning: .* is not trusted: /)]);
    expect(existsSync(left)).toBe(true);
  });

  test('a home that nobody can write into keeps no command from its work', async () => {
    writeFileSync(join(home, '.local'), '');
    const { ledger, close } = await open();
    ledger.write({ custodies: ['11'] });
    ledger.write({ custodies: ['12'] });
    expect(ledger.current.custodies).toEqual(['11', '12']);
    close();
    expect(said).toEqual([expect.stringMatching(/^info: Nothing would tell .*killed.*XDG_STATE_HOME/)]);
  });

  test('that of a command which reads nothing is nowhere', () => {
    const ledger = forgetfulLedger();
    ledger.write({ names: ['X'] });
    expect(ledger.current.names).toEqual(['X']);
    expect(states()).toEqual([]);
  });
});
