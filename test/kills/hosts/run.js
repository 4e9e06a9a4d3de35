import { join } from 'node:path';
import { openCommandLine } from './command-line.js';
import { readText } from './host.js';

/** What the command does: tells that it began, and takes its time. */
const COMMAND = ['/bin/sh', '-c', 'printf began > began; sleep 0.3; rm began'];

/**
 * `senhasegura run`, which takes everything back itself. Of one that was killed the next one removes what lies on this machine, and
 * tells by which commands custody is released: these are run as they were told.
 * @param {import('./host.js').Access} access @returns {import('./host.js').Host}
 */
export function openRun(access) {
  const { place, run, ...common } = openCommandLine(access, { but: 'began' });
  const began = join(place.folders.project, 'began');
  return {
    ...common,
    runMain: (end) => run(['run', '--', ...COMMAND], end),
    breakPost: () => Promise.reject(new Error('run takes back in the process that brought')),
    runPost: async (untilSettled) => {
      const next = await run(['run', '--secrets', 'dsm:database#PASSWORD > X', '--', '/bin/true']);
      await untilSettled();
      const told = [...next.stderr.matchAll(/senhasegura (release pam:\d+)/gu)].map(([, words = '']) =>
        words.split(' '),
      );
      const released = [];
      for (const words of told) released.push(await run(words));
      return { ...next, exitCode: Math.max(...[next, ...released].map(({ exitCode }) => exitCode ?? 1)) };
    },
    watch: () => () => ({
      ...{ ledgers: 0, environment: readText(began), outputs: '', summary: '' },
      files: common.files(),
    }),
  };
}
