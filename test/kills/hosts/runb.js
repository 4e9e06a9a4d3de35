import { join } from 'node:path';
import { openCommandLine } from './command-line.js';
import { countReplacements, namesIn, readText } from './host.js';

/** `senhasegura runb` and `runb --clean`. @param {import('./host.js').Access} access @returns {import('./host.js').Host} */
export function openRunb(access) {
  const { place, run, ...common } = openCommandLine(access);
  const state = join(place.folders.home, '.local/state/senhasegura');
  return {
    ...common,
    runMain: (end) => run(['runb'], end),
    breakPost: (end) => run(['runb', '--clean'], end),
    runPost: async () => {
      const clean = await run(['runb', '--clean']);
      // What it could not make sure of stays in the list, for another try.
      return clean.exitCode === 0 ? clean : run(['runb', '--clean']);
    },
    watch: () => {
      const ledgers = countReplacements(() => {
        const name = namesIn(state).find((each) => each.endsWith('.json'));
        return name === undefined ? undefined : join(state, name);
      });
      return () => ({
        ...{ ledgers: ledgers(), environment: readText(join(place.folders.project, '.runb.vars')) },
        ...{ outputs: '', summary: '', files: common.files() },
      });
    },
  };
}
