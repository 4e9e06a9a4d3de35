import type { Environment, Log } from '@senhasegura-action/core/internal';
import { type Platform, spawnCommand, type StateStore } from '@senhasegura-action/job';

export interface PlatformParts {
  readonly environment: Environment;
  readonly tempDir: string;
  readonly log: Log;
  readonly state: StateStore;
}

/** A platform that collects the variables which the core publishes, and where they can be had afterwards. */
export interface CommandPlatform {
  readonly platform: Platform;
  readonly variables: () => ReadonlyMap<string, string>;
}

/** The command line as the core sees a CI system: it has no outputs, no summary and no masker of its own. */
export function createCommandPlatform({ environment, tempDir, log, state }: PlatformParts): CommandPlatform {
  const collected = new Map<string, string>();
  const nothing = (): void => undefined;
  const platform: Platform = {
    name: 'the command line',
    tempDir,
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
