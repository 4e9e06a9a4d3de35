import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedgerBook } from '../../src/ledger/ledger-book.js';
import { createMasker, maskFetched } from '../../src/masking/masker.js';
import { planPublications } from '../../src/publish/publication-plan.js';
import { publish } from '../../src/publish/publish.js';
import { LINUX } from '../systems.js';
import { fetched } from './create-fetched.js';

let tempDir: string;

beforeEach(async () => {
  tempDir = await mkdtemp(join(tmpdir(), 'plain-names-'));
});

afterEach(async () => {
  await rm(tempDir, { recursive: true, force: true });
});

test('a platform hears which names hold no secret: paths, nomask, and what is too short', async () => {
  const nothing = () => undefined;
  const log = { debug: nothing, info: nothing, notice: nothing, warning: nothing };
  const plain: Record<string, readonly string[]> = {};
  const platform = {
    name: 'test',
    tempDir,
    ...LINUX,
    log,
    state: { save: nothing, load: nothing },
    mask: nothing,
    exportVariables: (values: ReadonlyMap<string, string>, names?: ReadonlySet<string>) => {
      plain.variables = [...values.keys(), 'plain:', ...(names ?? [])];
    },
    setOutputs: (values: ReadonlyMap<string, string>, names?: ReadonlySet<string>) => {
      plain.outputs = [...values.keys(), 'plain:', ...(names ?? [])];
    },
    summary: () => Promise.resolve(),
    fail: nothing,
    run: () => Promise.reject(new Error('nothing to run')),
  };
  const values = [
    fetched('dsm:a#secret > SECRET', 'hidden value'),
    fetched('dsm:a#user | nomask > USER_NAME', 'admin'),
    fetched('dsm:a#pin > PIN', '12'),
    fetched('dsm:a#key > path:KEY', 'hidden key'),
    fetched('dsm:a#secret > output:secret', 'hidden value'),
    fetched('dsm:a#pin > output:pin', '12'),
  ];
  const settings = { nameCase: 'keep', onConflict: 'error', allowNames: new Set<string>() } as const;
  const publications = planPublications(values, settings, tempDir, LINUX);
  await publish(publications, {
    platform,
    ledger: openLedgerBook(platform.state),
    maskings: maskFetched(values, createMasker({ mask: nothing }, 4)),
    runningSocket: undefined,
  });
  expect(plain).toEqual({
    variables: ['SECRET', 'USER_NAME', 'PIN', 'KEY', 'plain:', 'USER_NAME', 'PIN', 'KEY'],
    outputs: ['secret', 'pin', 'plain:', 'pin'],
  });
});
