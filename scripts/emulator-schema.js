import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { format } from 'prettier';
import { vaultSchema } from '../packages/emulator/lib/data/schema.js';

const file = fileURLToPath(new URL('../packages/emulator/schemas/vault-data.schema.json', import.meta.url));

/**
 * The JSON schema of the emulator's data file, made of the schema that checks it. What JSON schema cannot say (that a PEM
 * opens, that two ids differ) is left out: the emulator still checks it.
 */
const schema = {
  ...toJsonSchema(vaultSchema, {
    typeMode: 'input',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema.type === 'custom'
        ? { type: 'object', additionalProperties: { type: ['string', 'number', 'null'] } }
        : undefined,
  }),
  title: 'The data of the senhasegura emulator',
};
const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });

if (!process.argv.includes('--check')) await writeFile(file, text);
else if ((await readFile(file, 'utf8')) !== text) {
  console.error('packages/emulator/schemas/vault-data.schema.json is not that of the sources: run `npm run docs`.');
  process.exitCode = 1;
}
