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

test('what begins together is saved once, before any of it goes on, and nothing of it is lost', async () => {
  const saved: string[] = [];
  const book = openLedgerBook({ save: (text) => saved.push(text), load: () => undefined });
  const begin = async (id: string): Promise<number> => {
    await Promise.resolve();
    await book.writeWithOthers({ custodies: [id] });
    return saved.length;
  };
  expect(await Promise.all(['1', '2', '3'].map(begin))).toEqual([1, 1, 1]);
  book.write({ names: ['A'] });
  await book.writeWithOthers({ custodies: ['4'] });
  expect(saved.map(parseLedger)).toMatchObject([
    { custodies: ['1', '2', '3'], names: [] },
    { custodies: ['1', '2', '3'], names: ['A'] },
    { custodies: ['1', '2', '3', '4'], names: ['A'] },
  ]);
});

test('all that began together hear that it could not be saved', async () => {
  let full = true;
  const book = openLedgerBook({
    save: () => {
      if (full) throw new Error('disk full');
    },
    load: () => undefined,
  });
  const results = await Promise.allSettled(['1', '2'].map((id) => book.writeWithOthers({ custodies: [id] })));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  full = false;
  await book.writeWithOthers({ custodies: ['3'] });
  expect(book.current.custodies).toEqual(['3']);
});
