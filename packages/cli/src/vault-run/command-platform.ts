import { isAbsolute } from 'node:path';
import {
  type Environment,
  type LineProblem,
  type Log,
  type Selection,
  type Settings,
} from '@senhasegura-action/core/internal';
import {
  caselessNames,
  createMasker,
  lineProblemOf,
  maskFetched,
  type Maskings,
  unmaskedWarning,
  type Platform,
  type Publication,
  spawnCommand,
  type StateStore,
} from '@senhasegura-action/job';
import type { StderrLog } from '../terminal/stderr-log.js';

interface PlatformParts {
  readonly environment: Environment;
  readonly system: NodeJS.Platform;
  readonly tempDir: string;
  readonly log: Log;
  readonly state: StateStore;
}

/** A platform that collects the variables which the core publishes, and where they can be had afterwards. */
interface CommandPlatform {
  readonly platform: Platform;
  readonly variables: () => ReadonlyMap<string, string>;
}

/** The command line as the core sees a CI system: it has no outputs, no summary and no masker of its own. */
export function createCommandPlatform({ environment, system, tempDir, log, state }: PlatformParts): CommandPlatform {
  const collected = new Map<string, string>();
  const nothing = (): void => undefined;
  const platform: Platform = {
    name: 'the command line',
    tempDir,
    ...systemLimits(system),
    mask: nothing,
    exportVariables: (variables) => {
      for (const [name, value] of variables) collected.set(name, value);
    },
    setOutputs: nothing,
    run: spawnCommand(environment),
    state,
    log,
    summary: () => Promise.resolve(),
    fail: nothing,
  };
  return { platform, variables: () => collected };
}

/** What the operating system says to names and values; of a CI system nobody knows here. */
export const systemLimits = (system: NodeJS.Platform): Pick<Platform, 'system' | 'caseless'> => ({
  system,
  caseless: caselessNames(system),
});

/** What the command line has against a line of `secrets`. On which host it runs, nobody knows. */
export const commandLineProblem: LineProblem = lineProblemOf({ refusesSink });

/** Sinks that have no meaning on a command line. */
function refusesSink(sink: Selection['sink']): string | undefined {
  if (sink.kind === 'output') return 'there are no outputs here. Write "> NAME" for a variable.';
  if (sink.kind === 'file' && !isAbsolute(sink.path)) {
    return 'file: needs an absolute path here. With "> path:NAME" the variable NAME has the path of a private file.';
  }
  return undefined;
}

/**
 * Warns of values that are too short to be kept out of a log.
 * @returns how each value is protected
 */
export function warnOfShortValues(
  publications: readonly Publication[],
  settings: Pick<Settings, 'maskMinLength'>,
  log: StderrLog,
): Maskings {
  const masker = createMasker({ mask: () => undefined }, settings.maskMinLength);
  const maskings = maskFetched(
    publications.map(({ fetched }) => fetched),
    masker,
  );
  const warning = unmaskedWarning(publications, maskings, settings);
  if (warning !== undefined) log.warning(warning);
  return maskings;
}
