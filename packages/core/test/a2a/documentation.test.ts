import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { jest } from '@jest/globals';
import ts from 'typescript';
import type { Emulator } from '../../../emulator/src/index.js';
import { eachWithVault } from '../vault/support/emulated-vault.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CLIENT =
  "import { createA2A } from '@senhasegura-action/core';\nconst client = await createA2A({ environment: process.env });\n";
const MAPPING = '{"key_value": [{"name": "API_TOKENS", "fields": ["API_KEY"]}]}';

interface Example {
  readonly heading: string;
  readonly code: string;
}

/** The examples of a Markdown text, each with the heading that it lies below. Those without a client get one. */
function examplesIn(markdown: string): readonly Example[] {
  const parts = markdown.split(/^## (.*)$/m).slice(1);
  return parts.flatMap((heading, index) =>
    index % 2 === 1
      ? []
      : Array.from((parts[index + 1] ?? '').matchAll(/^```ts\n(.*?)^```$/gms), ([, code = ''], number) => ({
          heading: number === 0 ? heading : `${heading} (${number + 1})`,
          code: code.includes('createA2A(') ? code : `${CLIENT}${code}await client.close();\n`,
        })),
  );
}

/** What an example leaves behind, and what it prints: a check for each. */
const CHECKS: Readonly<Record<string, (emulator: Emulator, printed: readonly string[]) => void>> = {
  Connect: (emulator, printed) => {
    expect(printed).toEqual(["200 [ 'credential' ]"]);
    expect(emulator.state().releases).toHaveLength(1);
  },
  'Connect with what the environment has': (emulator) => {
    expect(emulator.state().tokensIssued).toBe(1);
  },
  'Requests to any path': (emulator, printed) => {
    expect(printed).toEqual(['5', '201']);
    expect([...emulator.vault.pam.credentials.values()].map(({ username }) => username)).toContain('svc_user');
    expect(
      emulator.vault.secrets.all().find(({ identity }) => identity === 'cart/americanas/npf/cassandra')?.name,
    ).toBe('Cart');
  },
  Errors: (_, printed) => {
    expect(printed).toEqual([expect.stringMatching(/^400 1007 GET \/iso\/pam\/credential\/999 failed/)]);
  },
  'Credentials of PAM Core': (emulator, printed) => {
    expect(printed).toEqual(['admin@db.example.com', '19']);
    expect([emulator.state().custodies, emulator.state().releases.length]).toEqual([[], 1]);
  },
  'Credentials of PAM Core (2)': (emulator) => {
    expect([emulator.state().custodies, emulator.state().releases.length]).toEqual([[], 1]);
  },
  'Write credentials, SSH keys and information': (emulator, printed) => {
    expect(printed).toEqual(['licence-2']);
    const information = [...emulator.vault.pam.information.values()];
    expect(information).toContainEqual(expect.objectContaining({ identifier: 'licence-2', content: 'fake-licence' }));
    expect(emulator.state().sshKeys.find(({ id }) => id === '456')?.rotations).toBe(1);
    const stored = [...emulator.vault.pam.credentials.values()].find(({ username }) => username === 'svc_reports');
    expect(stored).toMatchObject({ password: 'fake-next-password', active: true });
  },
  'DevOps Secret Manager': (_, printed) => {
    expect(printed).toEqual(['app 5', 'fake-password']);
  },
  'Register variables by a mapping file': (emulator, printed) => {
    expect(printed).toEqual(["[ 'API_KEY' ]"]);
    expect(emulator.state().registrations[0]?.variables).toEqual({ API_KEY: 'fake-api-key' });
  },
  'Applications and ephemeral secrets': (emulator, printed) => {
    expect(printed).toEqual(['emulator test']);
    expect(emulator.state().provisioned).toEqual([]);
  },
  MySafe: (_, printed) => {
    expect(printed).toEqual(['robot', "Payment API [ 'payment', 'ci' ]"]);
  },
  'Encryption as a service': (_, printed) => {
    expect(printed).toEqual(['16']);
  },
  'Logs and secrets': (_, printed) => {
    expect(printed).toEqual(['7']);
  },
};

const examples = examplesIn(await readFile(join(ROOT, 'docs/a2a-client.md'), 'utf8'));

describe('docs/a2a-client.md', () => {
  const running = eachWithVault();
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'examples-'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(join(folder, 'senhasegura-mapping.json'), MAPPING);
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function write(name: string, code: string): Promise<string> {
    const file = join(folder, `${name}.ts`);
    await writeFile(file, code);
    return file;
  }

  test('has a check for every example, and an example for every check', () => {
    expect(examples.map(({ heading }) => heading)).toEqual(Object.keys(CHECKS));
  });

  test.each(examples)('$heading', async ({ heading, code }) => {
    const { emulator } = running();
    const authorization = heading === 'MySafe' ? 'mysafe' : 'default';
    Object.assign(process.env, {
      SENHASEGURA_URL: emulator.url,
      SENHASEGURA_CA_CERTIFICATE: emulator.caFile,
      SENHASEGURA_CLIENT_ID: `emulator-${authorization}-id`,
      SENHASEGURA_CLIENT_SECRET: `fake-${authorization}-secret`,
      API_KEY: 'fake-api-key',
    });
    const printed: string[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((...words: unknown[]) => {
      printed.push(format(...words));
    });
    const here = code
      .replace('https://vault.example.com', emulator.url)
      .replace('/etc/ssl/vault-ca.pem', emulator.caFile)
      .replace('senhasegura-mapping.json', join(folder, 'senhasegura-mapping.json'));
    try {
      await import(pathToFileURL(await write('example', here)).href);
    } finally {
      log.mockRestore();
    }
    CHECKS[heading]?.(emulator, printed);
  });

  test('the examples have the types that the package says', async () => {
    const files = await Promise.all(examples.map(({ code }, index) => write(`example-${index}`, code)));
    const { options } = ts.convertCompilerOptionsFromJson(
      {
        target: 'es2022',
        lib: ['es2023', 'es2024.string'],
        module: 'nodenext',
        types: ['node'],
        typeRoots: [join(ROOT, 'node_modules/@types')],
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        paths: { '@senhasegura-action/core': [join(ROOT, 'packages/core/src/index.ts')] },
      },
      ROOT,
    );
    const wrong = ts
      .getPreEmitDiagnostics(ts.createProgram(files, options))
      .filter(({ file }) => file === undefined || file.fileName.startsWith(folder))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(wrong).toEqual([]);
  }, 120_000);
});
