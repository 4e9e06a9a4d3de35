import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

/** Compiles some folders of the core's sources into `target`, so that a process of its own can run them. */
export function compileCore(folders: readonly string[], target: string): void {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'package.json'), '{"type":"module"}');
  for (const folder of folders) {
    for (const name of readdirSync(join(SOURCES, folder))) {
      const source = readFileSync(join(SOURCES, folder, name), 'utf8');
      const { code } = transformSync(source, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } });
      const path = join(target, folder, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, code);
    }
  }
}
