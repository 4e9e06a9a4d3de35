import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { REPOSITORY } from '../harness/repository.js';

describe.each(nodeRuntimes())('the demo on $name, from a copy of the repository without node_modules', ({ path }) => {
  const copy = mkdtempSync(join(tmpdir(), 'copy-'));

  beforeAll(() => {
    for (const part of ['action.yml', 'package.json', 'dist', 'test']) {
      cpSync(join(REPOSITORY, part), join(copy, part), { recursive: true });
    }
  });

  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  test('shows a run and proves that nothing is left', () => {
    const { status, stdout, stderr } = spawnSync(path, ['test/demo/demo.js'], {
      cwd: copy,
      encoding: 'utf8',
      timeout: 30_000,
      env: { PATH: process.env.PATH ?? '' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('password *** (');
    // Windows has no modes: its Node says 666 of every file that can be written.
    const mode = process.platform === 'win32' ? '666' : '600';
    expect(stdout.split(`: mode ${mode}, `)).toHaveLength(3);
    expect(stdout).not.toMatch(/fake-[0-9a-f]{18}/u);
    expect(stdout).toContain('Nothing is left.');
  });

  test('fails when an action leaves something', () => {
    const broken = mkdtempSync(join(tmpdir(), 'broken-'));
    cpSync(copy, broken, { recursive: true });
    // A post step that does nothing: the runner starts it, and all that main brought stays.
    cpSync(join(copy, 'test/demo/screen.js'), join(broken, 'dist/github/post/index.js'));
    const { status, stdout } = spawnSync(path, ['test/demo/demo.js'], {
      cwd: broken,
      encoding: 'utf8',
      timeout: 30_000,
    });
    rmSync(broken, { recursive: true, force: true });
    expect(status).toBe(1);
    expect(stdout).toMatch(/still there: .*licence\.txt/u);
    expect(stdout).toMatch(/still set: .*DB_PASSWORD/u);
    expect(stdout).toMatch(/found: .*licence \(raw\)/u);
  });
});
