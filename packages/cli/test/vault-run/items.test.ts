import { MissingSecretError } from '@senhasegura-action/core/internal';
import { itemId, itemOf, numberOf, readItem } from '../../src/vault-run/items.js';

const LISTED = [
  { id: '7', identifier: 'deploy', username: 'u', hostname: 'h', type: '' },
  { id: '8', identifier: '', username: 'v', hostname: 'h', type: '' },
];

describe('an item on the command line', () => {
  test('an item is what stands before the field, whatever both hold', () => {
    expect(itemOf({ reference: 'dsm:a#b#c#d', field: 'c#d' })).toBe('dsm:a#b');
  });

  test.each(['456', 'deploy-key', 'u@h', 'a/b c'])('ssh:%s has an id', (id) => {
    expect(itemId(`ssh:${id}`, 'ssh')).toBe(id);
  });

  test.each(['pam:456', 'ssh:456#password', 'ssh:', 'ssh:*', 'ssh:456 | optional', 'ssh:456 > X', ''])(
    '%j is refused',
    (word) => {
      expect(() => itemId(word, 'ssh')).toThrow('write ssh:ID');
    },
  );

  test.each(['456', 'deploy-key', 'u@h'])('%j without its source is shown with it', (word) => {
    expect(() => itemId(word, 'ssh')).toThrow(`"${word}" names no source: write ssh:${word}.`);
  });

  test('one of several sources is told; without a source all of them are shown', () => {
    expect(readItem('ssh:456', ['ssh', 'pam'])).toEqual({ source: 'ssh', id: '456' });
    expect(readItem('pam:u@h', ['ssh', 'pam'])).toEqual({ source: 'pam', id: 'u@h' });
    expect(() => readItem('456', ['ssh', 'pam'])).toThrow('"456" names no source: write ssh:456 or pam:456.');
    expect(() => readItem('dsm:x', ['ssh', 'pam'])).toThrow('write ssh:ID or pam:ID and nothing more');
  });

  test('a number needs no list; names are looked up in it', async () => {
    const never = () => Promise.reject(new Error('asked'));
    await expect(numberOf('456', never)).resolves.toBe('456');
    await expect(numberOf('deploy', () => Promise.resolve(LISTED))).resolves.toBe('7');
    await expect(numberOf('v@h', () => Promise.resolve(LISTED))).resolves.toBe('8');
    await expect(numberOf('nowhere', () => Promise.resolve(LISTED))).rejects.toBeInstanceOf(MissingSecretError);
  });
});
