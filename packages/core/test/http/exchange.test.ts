import fc from 'fast-check';
import { gatherBody } from '../../src/http/exchange.js';

test('what comes in pieces is what is there in the end, and the pieces stay as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (pieces) => {
      const before = pieces.map((piece) => Buffer.from(piece));
      const body = gatherBody(10_000);
      for (const piece of pieces) body.add(piece);
      expect(Buffer.from(body.bytes())).toEqual(Buffer.concat(before));
      expect(pieces.map((piece) => Buffer.from(piece))).toEqual(before);
    }),
  );
});

test('as much as may come is taken, and not a byte more', () => {
  const body = gatherBody(5);
  body.add(new Uint8Array(3));
  body.add(new Uint8Array(2));
  expect(() => {
    body.add(new Uint8Array(1));
  }).toThrow('more than 5 bytes');
  expect(body.bytes()).toHaveLength(5);
});

test('an answer of single bytes takes no more room than twice what it has', () => {
  const body = gatherBody();
  for (let count = 0; count < 100_000; count += 1) body.add(new Uint8Array(1));
  expect(body.bytes().buffer.byteLength).toBeLessThanOrEqual(200_000);
});
