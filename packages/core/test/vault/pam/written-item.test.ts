import { InputError } from '../../../src/errors/senhasegura-error.js';
import { changeByIdentifier } from '../../../src/vault/pam/written-item.js';
import { failureOf } from '../../http/support/client.js';
import { vaultAnswering } from '../vault-answering.js';

const credentials = [
  { id: '7', identifier: 'root-db', username: 'root', hostname: 'db', ip: '192.0.2.7' },
  { id: '8', username: 'app', hostname: 'db' },
  { id: '9', identifier: 'key-db', username: 'deploy', hostname: 'db' },
];
const vault = () => vaultAnswering({ 'GET /iso/pam/credential': { credentials } }).vault;

test('what the list knows goes along, and the changes win', async () => {
  expect(await changeByIdentifier(vault(), 'credential', '7', { username: 'admin', password: 'fake' })).toEqual({
    identifier: 'root-db',
    username: 'admin',
    hostname: 'db',
    ip: '192.0.2.7',
    password: 'fake',
  });
  expect(await changeByIdentifier(vault(), 'SSH key', '9', { identifier: 'key-db' })).toEqual({
    identifier: 'key-db',
    username: 'deploy',
    hostname: 'db',
  });
});

test.each([
  ['an id that the list does not have', '10', {}, /can read no SSH key with the id "10".*console/],
  ['one without an identifier', '8', {}, /the id 8 has no identifier.*console/],
  ['another identifier', '7', { identifier: 'other' }, /would make another SSH key/],
])('%s is refused', async (_, id, changes, message) => {
  const failure = await failureOf(changeByIdentifier(vault(), 'SSH key', id, changes));
  expect(failure).toBeInstanceOf(InputError);
  expect(failure.message).toMatch(message);
});
