import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type EmulatorProcess } from '../harness/emulator.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { EMULATOR_BUNDLE } from '../harness/repository.js';
import { usePlaces } from './support/cli.js';

/** What the sample holds for its first authorization, as its README says. */
const NAMES = [
  ...['API_KEY', 'API_TIMEOUT', 'API_URL', 'CASSANDRA_PASSWORD', 'CASSANDRA_PORT', 'CASSANDRA_USERNAME'],
  ...['access_key_id', 'additional_information', 'hostname', 'ip', 'json', 'password', 'secret_access_key', 'username'],
];

describe.each(nodeRuntimes())("the emulator's samples on $name", ({ path }) => {
  let emulator: EmulatorProcess;
  const newPlace = usePlaces(path, () => emulator);
  const start = async (sample: 'plain' | 'odd') => {
    emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, sample });
  };
  afterEach(() => emulator.stop());

  test('plain: a command gets every secret of the authorization, and none of another environment', async () => {
    await start('plain');
    const { code, stdout } = await newPlace().run([
      'run',
      '--',
      path,
      '-p',
      'JSON.stringify(Object.keys(process.env))',
    ]);
    expect(code).toBe(0);
    const names = JSON.parse(stdout) as string[];
    expect(names).toEqual(expect.arrayContaining(NAMES));
    expect(names).not.toContain('PAYMENT_TOKEN');
  });

  test('plain: so does runb, for the application that it registers and for its own', async () => {
    await start('plain');
    for (const context of [[], ['-a', 'shop', '-s', 'cart', '-e', 'ci']]) {
      const { run, cwd } = newPlace();
      expect(await run(['runb', '--tool-name', 'json', ...context])).toMatchObject({ code: 0 });
      const written = JSON.parse(readFileSync(join(cwd, '.runb.vars'), 'utf8')) as object;
      expect(Object.keys(written).sort()).toEqual(NAMES);
    }
  });

  test('odd: names that come twice are told, and taken apart by a sink', async () => {
    await start('odd');
    const { run } = newPlace();
    const job = [path, '-e', ''];
    const refused = await run(['run', '--', ...job]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('have different values for the variable');
    const apart = ['run', '--on-conflict', 'last', '--secret', 'dsm:* > {id}_*', '--', ...job];
    expect(await run(apart)).toMatchObject({ code: 0 });
  });
});
