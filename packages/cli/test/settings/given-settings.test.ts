import { parseCommandLine } from '../../src/command-line/parse-command-line.js';
import { exposedSecrets } from '../../src/settings/given-settings.js';

const exposed = (...args: string[]) => {
  const line = parseCommandLine(['list', ...args]);
  if (line.kind !== 'command') throw new Error(JSON.stringify(line));
  return exposedSecrets(line);
};

test('secrets among the options are found; the path of a key is none', () => {
  expect(exposed('--url', 'x', '--client-id', 'y')).toEqual([]);
  expect(exposed('--client-secret', 'fake', '--token-secret=fake')).toEqual(['--client-secret', '--token-secret']);
  expect(exposed('--client-key', '/etc/key.pem')).toEqual([]);
  expect(exposed('--client-key=-----BEGIN FAKE KEY-----', `--decryption-key=${'A'.repeat(300)}`)).toEqual([
    '--client-key',
    '--decryption-key',
  ]);
});
