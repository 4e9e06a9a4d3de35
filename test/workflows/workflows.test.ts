import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  mkdirSync(join(folder, '.github/workflows'), { recursive: true });
  writeFileSync(
    join(folder, '.github/workflows/wrong.yml'),
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: echo ${{ githup.ref }} ${{ github.head_ref }}\n',
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

needs('actionlint').test('actionlint finds nothing in our workflows, and something in a wrong one', () => {
  execFileSync('actionlint', [], { cwd: REPOSITORY, encoding: 'utf8' });
  const wrong = spawnSync('actionlint', ['.github/workflows/wrong.yml'], { cwd: folder, encoding: 'utf8' });
  expect(wrong.stdout).toContain('githup');
});

needs('zizmor').test('zizmor finds nothing in our workflows and actions, and something in a wrong one', () => {
  const zizmor = (cwd: string, ...inputs: string[]) =>
    spawnSync('zizmor', ['--offline', '--no-progress', '--format', 'plain', ...inputs], { cwd, encoding: 'utf8' });
  const ours = zizmor(REPOSITORY, '.github', 'action.yml', 'setup/action.yml', 'emulator/action.yml');
  expect({ status: ours.status, findings: ours.stdout }).toMatchObject({ status: 0 });
  expect(zizmor(folder, '.github').stdout).toContain('unpinned-uses');
});
