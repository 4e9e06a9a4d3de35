import { type Lane, createLanes } from '../../src/http/lanes.js';

interface NumberedLane extends Lane {
  readonly number: number;
}

function numbered(gate: Promise<void> = Promise.resolve()) {
  const made: NumberedLane[] = [];
  const ended: number[] = [];
  const lanes = createLanes(async () => {
    const number = made.length + 1;
    const lane: NumberedLane = {
      number,
      dispatch: () => true,
      destroy: () => {
        ended.push(number);
        return Promise.resolve();
      },
    };
    made.push(lane);
    await gate;
    return lane;
  });
  const numberOf = (lane: Lane): Promise<number> => Promise.resolve((lane as NumberedLane).number);
  return { lanes, made, ended, numberOf };
}

test('work after work shares one lane, work beside work has lanes of its own', async () => {
  const { lanes, made, numberOf } = numbered();
  expect([await lanes.use(numberOf), await lanes.use(numberOf)]).toEqual([1, 1]);
  expect(await Promise.all([1, 2, 3].map(() => lanes.use(numberOf)))).toEqual([1, 2, 3]);
  expect(made).toHaveLength(3);
});

test('a lane on which something failed is ended and not lent again', async () => {
  const { lanes, ended, numberOf } = numbered();
  await expect(lanes.use(() => Promise.reject(new Error('reset')))).rejects.toThrow('reset');
  expect(ended).toEqual([1]);
  expect(await lanes.use(numberOf)).toBe(2);
});

test('a lane that could not be made leaves nothing behind', async () => {
  const lanes = createLanes(() => Promise.reject(new Error('no certificate')));
  await expect(lanes.use(() => Promise.resolve())).rejects.toThrow('no certificate');
  await expect(lanes.destroy()).resolves.toBeUndefined();
});

test('the end ends every lane once: free ones, lent ones, and one that is still being made', async () => {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const late = numbered(gate);
  const work = late.lanes.use(late.numberOf);
  await late.lanes.destroy();
  open();
  await work;
  expect(late.ended).toEqual([1]);

  const { lanes, ended } = numbered();
  let finish = (): void => undefined;
  const lent = lanes.use(() => new Promise<void>((resolve) => (finish = resolve)));
  await lanes.use(() => Promise.resolve());
  await lanes.destroy();
  finish();
  await lent;
  expect(ended.sort()).toEqual([1, 2]);
});
