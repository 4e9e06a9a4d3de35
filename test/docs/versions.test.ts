import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versionProblems, versionsIn } from '../../scripts/versions.js';
import { REPOSITORY } from '../harness/repository.js';

const version = (JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string }).version;

test('packages, task, extension, command line and documents say one version', () => {
  expect(versionProblems(REPOSITORY)).toEqual([]);
  const places = versionsIn(REPOSITORY).map(({ where }) => where);
  expect(places).toEqual(
    expect.arrayContaining([
      'package-lock.json',
      'packages/azure/task.json',
      'packages/azure/vss-extension.json',
      'packages/cli/src/entry/run-cli.ts',
      'packages/core/package.json',
      'packages/emulator/package.json',
      'dist/cli/package.json',
      'docs/gitlab.md',
    ]),
  );
});

test('a tag of another version, and a release without a heading in the changelog, are refused', () => {
  expect(versionProblems(REPOSITORY, 'v99.0.0')).toContain(`The tag is v99.0.0, package.json says ${version}.`);
});

test('a place that says another version is named', () => {
  const copy = mkdtempSync(join(tmpdir(), 'versions-'));
  try {
    const files = ['package.json', 'package-lock.json', 'README.md', 'CHANGELOG.md', 'dist/cli/package.json'];
    for (const part of [...files, 'docs', 'packages']) {
      cpSync(join(REPOSITORY, part), join(copy, part), {
        recursive: true,
        filter: (path) => !/[\\/](?:lib|node_modules|test)$/u.test(path),
      });
    }
    const task = join(copy, 'packages/azure/task.json');
    writeFileSync(task, readFileSync(task, 'utf8').replace(/"Patch": ?"?\d+"?/u, '"Patch": 77'));
    expect(versionProblems(copy)).toEqual([expect.stringMatching(/^packages\/azure\/task\.json says \d+\.\d+\.77, /u)]);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
