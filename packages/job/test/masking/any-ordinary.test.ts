import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isNeverMasked, isOrdinary } from '../../src/masking/ordinary.js';
import { saysSecret } from '../../src/masking/secret-keys.js';

test('no random token is ordinary, nor a host or a path with one in it', () => {
  const token = fc.tuple(
    fc.nat(),
    fc.constantFrom('base64', 'base64url', 'hex' as const),
    fc.integer({ min: 24, max: 44 }),
  );
  const frames = ['TOKEN', 'https://example.com/TOKEN', '/etc/TOKEN', 'app:TOKEN', 'the key is TOKEN'];
  fc.assert(
    fc.property(token, fc.constantFrom(...frames), ([seed, encoding, length], frame) => {
      const text = createHash('sha512').update(String(seed)).digest(encoding).slice(0, length);
      expect(isOrdinary(frame.replace('TOKEN', text))).toBe(false);
    }),
  );
});

test('no text takes long, however it is made', () => {
  for (const part of ['a-', 'a.', '/a', 'A1', ':', '%41', '1.', '@a', "'"]) {
    const text = part.repeat(200_000);
    isOrdinary(text);
    isOrdinary(text.slice(0, 500));
    isNeverMasked(text);
    saysSecret(text);
  }
});
