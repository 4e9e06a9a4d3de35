import { makeAuthority } from '@senhasegura-action/emulator';
import { ANSWER_FAULTS } from './answer-faults.js';
import { runCell, type Cell } from './cell.js';
import { CONNECTION_FAULTS, type Fault } from './connection-faults.js';
import { SECRETS } from './faulty-vault.js';
import { OPERATIONS, type Operation } from './operations.js';
import { everyPair, report, runCells } from './table.js';

const FAULTS = [...CONNECTION_FAULTS, ...ANSWER_FAULTS];
const authorities = { trusted: makeAuthority(), unknown: makeAuthority() };

/** Each operation once, with faults of each kind. `npm run faults` runs all pairs. */
const SAMPLE = [
  ['token', 'stops in the TLS handshake'],
  ['DSM list', 'JSON 200,000 deep'],
  ['registration', 'an error in 200'],
  ['PAM read', 'closes in the body'],
  ['SSH key', '429, Retry-After an hour'],
  ['information', 'bytes that are no UTF-8'],
  ['MySafe', 'HTML'],
  ['certificate', 'a redirect to another host'],
  ['template', 'status 500 in 200'],
  ['GitHub post', 'refuses connections'],
  ['GitHub post, strict', '503, Retry-After 0'],
  ['Azure main', 'never answers'],
  ['Azure post', 'certificate of an unknown authority'],
  ['GitLab bring', '100 Continue before'],
  ['GitLab take-back', 'the JSON []'],
  ['get', 'two lengths'],
  ['get, release', 'resets after the request'],
  ['run', 'gzip'],
  ['run, release', '500'],
  ['inject', 'never answers'],
  ['inject --clean', 'closes in the body'],
] as const;

const pairOf = (operation: string, fault: string): readonly [Operation, Fault] => {
  const pair = [OPERATIONS.find(({ name }) => name === operation), FAULTS.find(({ name }) => name === fault)] as const;
  if (pair[0] === undefined || pair[1] === undefined) throw new Error(`The table has no ${operation} with ${fault}`);
  return [pair[0], pair[1]];
};

describe('the sample', () => {
  let cells: readonly Cell[];
  beforeAll(async () => {
    cells = await runCells(
      SAMPLE.map(([operation, fault]) => pairOf(operation, fault)),
      authorities,
      { width: 4 },
    );
  }, 240_000);

  test.each(SAMPLE)('%s: %s', (operation, fault) => {
    const cell = cells.find((each) => each.operation === operation && each.fault === fault);
    expect(cell).toMatchObject({ problems: [] });
  });

  test('has every operation', () => {
    expect(SAMPLE.map(([operation]) => operation)).toEqual(OPERATIONS.map(({ name }) => name));
  });
});

describe('the table', () => {
  test('has a name for each row and each column', () => {
    for (const names of [FAULTS, OPERATIONS].map((list) => list.map(({ name }) => name))) {
      expect(names).toHaveLength(new Set(names).size);
    }
  });

  test('a report has a cell for every pair, and marks what is wrong', () => {
    const pairs = everyPair(OPERATIONS.slice(0, 2), FAULTS.slice(0, 2));
    const cells = pairs.map(([operation, fault], index) => ({
      ...{ operation: operation.name, fault: fault.name, came: '1', said: 'a | b', milliseconds: 10 },
      problems: index === 3 ? ['custody stays'] : [],
    }));
    expect(report(cells)).toContain('4 cells, 0 empty, 1 wrong');
    expect(report(cells)).toContain('| **1!** |');
    expect(report(cells.slice(1))).toContain('3 cells, 1 empty');
  });

  test('a right answer is no failure, and a failure no right answer', async () => {
    const [operation, fault] = pairOf('get', 'no content type');
    expect(await runCell(operation, { ...fault, outcome: 'fails' }, authorities)).toMatchObject({
      problems: ['succeeded'],
    });
    const [, broken] = pairOf('get', '500');
    expect(await runCell(operation, { ...broken, outcome: 'works' }, authorities)).toMatchObject({
      problems: ['failed'],
    });
  });

  test('a value that is another one, and one that is seen, are problems', async () => {
    const [operation, fault] = pairOf('get', 'no content type');
    const spoilt = await runCell({ ...operation, value: 'another' }, fault, authorities);
    expect(spoilt.problems).toEqual(['handed another value on']);
    const [table] = pairOf('GitHub post', '500');
    const shown = await runCell({ ...table, secrets: `dsm:${SECRETS.value}`, half: 'bring' }, fault, authorities);
    expect(shown.problems).toContainEqual(expect.stringMatching(/^value \(.*\) in /u));
  });
});
