import { needs } from '../harness/programs.js';
import { isClean, killAll, measureSteps, type Kill } from './kill.js';
import { OF_MAIN, OF_POST, type Moment } from './moments.js';

/** Some moments of each kind. `npm run kills` kills at all of them, three times over. */
const SAMPLE = [
  ['main', 'answer 1 was sent'],
  ['main', 'request 5 came'],
  ['main', 'copy of the CA is there'],
  ['main', 'file: sink is there'],
  ['main', 'socket of the agent is there'],
  ['main', 'GITHUB_ENV is written'],
  ['post', 'request 1 came'],
  ['post', 'GITHUB_ENV is written'],
  ['post', 'path: sink is gone'],
] as const;

const momentOf = (step: 'main' | 'post', name: string): readonly ['main' | 'post', Moment] => {
  const moment = (step === 'main' ? OF_MAIN : OF_POST).find((each) => each.name === name);
  if (moment === undefined) throw new Error(`There is no moment "${name}" of ${step}`);
  return [step, moment];
};

// Linux alone shows which agents are left.
needs('openssh', 'coreutils').describe('a step that is killed', () => {
  let kills: readonly Kill[];
  beforeAll(async () => {
    const moments = SAMPLE.map(([step, name]) => momentOf(step, name));
    kills = await killAll(moments, await measureSteps(), { width: 2 });
  }, 240_000);

  test.each(SAMPLE)('%s, when %s, leaves nothing that the clean-up does not take back', (step, name) => {
    const kill = kills.find((each) => each.step === step && each.moment === name);
    expect(kill?.left).toEqual({ custodies: 0, agents: 0, files: 0, variables: 0, leaks: 0 });
  });

  test('was killed, and did not end first', () => {
    expect(kills.filter(({ wasKilled }) => wasKilled).length).toBeGreaterThan(SAMPLE.length / 2);
  });
});

test('forty moments of main and twenty of post, each with a name of its own', () => {
  expect([OF_MAIN, OF_POST].map((moments) => new Set(moments.map(({ name }) => name)).size)).toEqual([40, 20]);
});

test('what is left is told apart from nothing', () => {
  const left = { custodies: 0, agents: 0, files: 0, variables: 0, leaks: 0 };
  const kill: Kill = { step: 'main', moment: 'x', wasKilled: true, postExit: 0, left };
  expect(isClean(kill)).toBe(true);
  for (const kind of Object.keys(left)) expect(isClean({ ...kill, left: { ...left, [kind]: 1 } })).toBe(false);
});
