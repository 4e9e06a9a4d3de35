import { readFileSync } from 'node:fs';
import { version } from '../../src/entry/run-cli.js';

test('the version is that of the product', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as unknown;
  expect(manifest).toMatchObject({ version });
});
