import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../harness/repository.js';

const DEPCRUISE = join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'arrows-'));
  for (const part of ['.dependency-cruiser.js', 'package.json', 'tsconfig.base.json', 'tsconfig.depcruise.json']) {
    cpSync(join(REPOSITORY, part), join(copy, part));
  }
  cpSync(join(REPOSITORY, 'packages'), join(copy, 'packages'), {
    recursive: true,
    filter: (path) => !/[\\/](?:lib|node_modules|test)$/u.test(path),
  });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

function violations(): readonly string[] {
  const { stdout } = spawnSync(
    process.execPath,
    [DEPCRUISE, '--config', '.dependency-cruiser.js', '--output-type', 'json', 'packages'],
    { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 27 },
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
  return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
}

const add = (file: string, line: string) => {
  appendFileSync(join(copy, 'packages', file), `\n${line}\n`);
};

test('the sources keep to the order, and each import against it is refused', () => {
  expect(violations()).toEqual([]);
  add('core/src/errors/failure-message.ts', "import '../http/proxy.js';");
  add('core/src/http/proxy.ts', "import type {} from '@senhasegura-action/emulator';");
  add('core/src/errors/quote-text.ts', "import './nearest-word.js';");
  add('core/src/errors/nearest-word.ts', "import './quote-text.js';");
  add('core/src/values/secret-value.ts', "import '@actions/core';");
  add('job/src/take-back.ts', "import '@senhasegura-action/emulator';");
  add('emulator/src/wire/answer.ts', "import '../../../core/src/values/secret-value.js';");
  add('github/src/main.ts', "import '../../azure/src/main.js';");
  add('cli/src/main.ts', "import './nowhere.js';");
  const found = violations();
  for (const expected of [
    'core-errors-is-below: packages/core/src/errors/failure-message.ts',
    'no-circle-of-files: packages/core/src/errors/nearest-word.ts',
    'no-circle-of-folders: packages/core/src/errors',
    'core-is-the-lowest: packages/core/src/http/proxy.ts',
    'no-sdk-of-a-platform: packages/core/src/values/secret-value.ts',
    'job-imports-core-alone: packages/job/src/take-back.ts',
    'emulator-is-independent: packages/emulator/src/wire/answer.ts',
    'no-adapter-imports-another: packages/github/src/main.ts',
    'every-import-leads-somewhere: packages/cli/src/main.ts',
  ]) {
    expect(found).toContain(expected);
  }
}, 240_000);
