import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../../../../test/harness/programs.js';
import { readWorkspaceFile } from '../../src/files/workspace-file.js';

describe('a file of the workspace', () => {
  let root = '';
  let workspace = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')));
    workspace = join(root, 'work');
    mkdirSync(join(workspace, 'deploy'), { recursive: true });
    writeFileSync(join(workspace, 'deploy/a.tpl'), 'text');
    writeFileSync(join(root, 'outside'), 'outside');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const read = (path: string, below = workspace) => readWorkspaceFile(path, below);

  test('is read, by a path below the workspace or an absolute one; the workspace itself may be a link', async () => {
    const text = { ok: Buffer.from('text') };
    symlinkSync(workspace, join(root, 'link'));
    expect(await read('deploy/a.tpl')).toEqual(text);
    expect(await read('./deploy/../deploy/a.tpl')).toEqual(text);
    expect(await read(join(workspace, 'deploy/a.tpl'))).toEqual(text);
    expect(await read('deploy/a.tpl', join(root, 'link'))).toEqual(text);
  });

  test.each(['../outside', '..', '.', '', '/etc/passwd', 'deploy/../../outside'])(
    '%j is not below it',
    async (path) => {
      expect(await read(path)).toEqual({ problem: 'it does not lie below the workspace of the job' });
    },
  );

  test('a link is not followed, wherever it stands and leads', async () => {
    symlinkSync('../../outside', join(workspace, 'deploy/file'));
    symlinkSync('a.tpl', join(workspace, 'deploy/inside'));
    symlinkSync('deploy', join(workspace, 'folder'));
    for (const path of ['deploy/file', 'deploy/inside', 'folder/a.tpl']) {
      expect(await read(path)).toEqual({ problem: expect.stringContaining('symbolic link') as string });
    }
  });

  needs('coreutils').test('a pipe does not keep anybody waiting', async () => {
    execFileSync('mkfifo', [join(workspace, 'pipe')]);
    expect(await read('pipe')).toEqual({ problem: 'it is no regular file' });
  });

  test('what is not there, a folder, and more than a mebibyte', async () => {
    writeFileSync(join(workspace, 'large'), Buffer.alloc(1024 * 1024 + 1));
    writeFileSync(join(workspace, 'largest'), Buffer.alloc(1024 * 1024));
    expect(await read('gone/x')).toEqual({ problem: expect.stringContaining('ENOENT') as string });
    expect(await read('deploy')).toHaveProperty('problem');
    expect(await read('large')).toEqual({ problem: 'it has more than 1048576 bytes' });
    expect(await read('largest')).toHaveProperty('ok');
  });
});
