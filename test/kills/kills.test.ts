import { fewAtATime } from '../harness/few-at-a-time.js';
import { needs } from '../harness/programs.js';
import { isClean, type Kill, killAll } from './kill.js';
import { everyMoment, MOMENTS } from './moments.js';

/** Some moments of each kind on each host. `npm run kills` kills at all of them, three times over. */
const SAMPLE = [
  ['github', 'main', 'answer 1 was sent'],
  ['github', 'main', 'request 5 came'],
  ['github', 'main', 'copy of the CA is there'],
  ['github', 'main', 'file: sink is there'],
  ['github', 'main', 'file from a template is there'],
  ['github', 'main', 'socket of the agent is there'],
  ['github', 'main', 'GITHUB_ENV is written'],
  ['github', 'post', 'request 1 came'],
  ['github', 'post', 'GITHUB_ENV is written'],
  ['github', 'post', 'path: sink is gone'],
  ['azure', 'main', 'request 5 came'],
  ['azure', 'main', 'socket of the agent is there'],
  ['azure', 'main', 'a variable is set'],
  ['azure', 'post', 'answer 1 was sent'],
  ['gitlab', 'main', 'request 5 came'],
  ['gitlab', 'main', 'socket of the agent is there'],
  ['gitlab', 'main', 'the code is written'],
  ['gitlab', 'post', 'file: sink is gone'],
  ['run', 'main', 'request 5 came'],
  ['run', 'main', 'socket of the agent is there'],
  ['run', 'main', 'the command began'],
  ['run', 'main', 'request 6 came'],
  ['runb', 'main', 'answer 3 was sent'],
  ['runb', 'main', 'secrets file is there'],
  ['runb', 'post', 'request 1 came'],
] as const;

const HOSTS = Object.keys(MOMENTS) as (keyof typeof MOMENTS)[];
/** No moment of the sample is a fraction of these. */
const DURATIONS = { main: 0, post: 0 };

// Linux alone shows which agents are left.
needs('openssh', 'coreutils').describe('a step that is killed', () => {
  let kills: readonly Kill[];
  beforeAll(async () => {
    const wanted = SAMPLE.map(([host, step, name]) => {
      const found = everyMoment().find((each) => each[0] === host && each[1] === step && each[2].name === name);
      if (found === undefined) throw new Error(`There is no moment "${name}" of ${step} on ${host}`);
      return found;
    });
    const byHost = await fewAtATime(HOSTS, 1, (host) => {
      const own = wanted.filter(([each]) => each === host).map(([, step, moment]) => [step, moment] as const);
      return killAll(host, own, DURATIONS, { width: 2 });
    });
    kills = byHost.flat();
  }, 480_000);

  test.each(SAMPLE)('%s, %s, when %s, leaves nothing that the clean-up does not take back', (host, step, name) => {
    const kill = kills.find((each) => each.host === host && each.step === step && each.moment === name);
    expect(kill?.left).toEqual({ custodies: 0, agents: 0, files: 0, variables: 0, leaks: 0 });
  });

  test('was killed, and did not end first', () => {
    expect(kills.filter(({ wasKilled }) => wasKilled).length).toBeGreaterThan(SAMPLE.length / 2);
  });
});

test.each(HOSTS)('%s: forty moments of main and twenty of post, each with a name of its own', (host) => {
  const { main, post } = MOMENTS[host];
  // What `run` brings, the same process takes back.
  expect([main, post].map((moments) => new Set(moments?.map(({ name }) => name)).size)).toEqual(
    host === 'run' ? [40, 0] : [40, 20],
  );
});

test('what is left is told apart from nothing', () => {
  const left = { custodies: 0, agents: 0, files: 0, variables: 0, leaks: 0 };
  const kill: Kill = { host: 'github', step: 'main', moment: 'x', wasKilled: true, postExit: 0, left };
  expect(isClean(kill)).toBe(true);
  for (const kind of Object.keys(left)) expect(isClean({ ...kill, left: { ...left, [kind]: 1 } })).toBe(false);
});
