import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Compiles this package's `files` into `target`, so that a process of its own can run them. Of the core they need only what
 * stands in `errors`.
 */
export function compileFiles(target: string): void {
  const core = join(target, 'node_modules/@senhasegura-action/core');
  compileFolder('job/src/files', join(target, 'files'));
  const errors = compileFolder('core/src/errors', join(core, 'errors'));
  writeFileSync(join(target, 'package.json'), '{"type":"module"}');
  writeFileSync(join(core, 'package.json'), '{"type":"module","exports":{"./internal":"./internal.js"}}');
  writeFileSync(join(core, 'internal.js'), errors.map((name) => `export * from './errors/${name}';\n`).join(''));
}

function compileFolder(from: string, to: string): readonly string[] {
  mkdirSync(to, { recursive: true });
  return readdirSync(join(PACKAGES, from)).map((name) => {
    const source = readFileSync(join(PACKAGES, from, name), 'utf8');
    const { code } = transformSync(source, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } });
    const compiled = name.replace(/\.ts$/, '.js');
    writeFileSync(join(to, compiled), code);
    return compiled;
  });
}
