import { createGitLabRun } from '../src/gitlab-platform.js';
import { createJobLog } from '../src/job-log.js';

const FOLDER = { path: '/tmp/sg-1', parent: undefined };
const platformIn = (environment: Readonly<Record<string, string>>) =>
  createGitLabRun({
    environment,
    folder: FOLDER,
    system: 'linux',
    log: createJobLog(
      () => undefined,
      () => 0,
    ),
  }).platform;

test('says what would keep the programs of a job from starting, its environment included', () => {
  const variables = new Map([['LARGE', 'x'.repeat(100 * 1024)]]);
  expect(platformIn({}).crowding?.(variables, new Map())).toEqual([]);
  expect(platformIn({ CI_LARGE: 'x'.repeat(1_500_000) }).crowding?.(variables, new Map())).toEqual([
    expect.stringContaining('no later step could start'),
  ]);
});
