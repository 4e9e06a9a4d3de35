import { refuseEncryptionFailure } from '../../src/decrypt/decrypted.js';

describe('refuseEncryptionFailure', () => {
  test.each([
    'An error occurred while encrypting the text',
    'An error occurred while encrypting the text.',
    ' an error occurred while encrypting the text\n',
  ])('%j is no value', (text) => {
    expect(refuseEncryptionFailure(text)).toEqual({
      kind: 'refused',
      problem: expect.stringContaining('could not encrypt the value') as unknown,
    });
  });

  test.each(['', 'a secret', 'It says: An error occurred while encrypting the text', 'An error occurred'])(
    '%j stays as it is',
    (text) => {
      expect(refuseEncryptionFailure(text)).toEqual({ kind: 'plain', text });
    },
  );
});
