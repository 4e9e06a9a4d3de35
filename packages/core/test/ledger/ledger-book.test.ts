import { openLedgerBook } from '../../src/ledger/ledger-book.js';
import { parseLedger } from '../../src/ledger/ledger-text.js';

test('each entry is saved as a whole ledger before `write` returns', () => {
  const saved: string[] = [];
  const book = openLedgerBook({ save: (text) => saved.push(text), load: () => undefined });
  book.write({ files: ['/t/a'] });
  book.write({ names: ['A'] });
  expect(saved.map(parseLedger)).toMatchObject([
    { files: ['/t/a'], names: [] },
    { files: ['/t/a'], names: ['A'] },
  ]);
  expect(book.current).toMatchObject({ files: ['/t/a'], names: ['A'] });
});

test('an entry that could not be saved does not count', () => {
  const book = openLedgerBook({
    save: () => {
      throw new Error('disk full');
    },
    load: () => undefined,
  });
  expect(() => {
    book.write({ names: ['A'] });
  }).toThrow('disk full');
  expect(book.current.names).toEqual([]);
});
