import type { HttpEffects, Surroundings } from '@senhasegura-action/core/internal';
import type { Masker } from './masking/masker.js';
import type { Platform } from './platform.js';

/** The effects of a run on a platform: what the vault hands out as a credential is masked at first sight. */
export function effectsOf({ log }: Pick<Platform, 'log'>, masker: Masker, surroundings: Surroundings): HttpEffects {
  return {
    ...surroundings,
    log,
    onSecret: (value) => {
      masker.mask([{ name: 'credential', value }]);
    },
  };
}
