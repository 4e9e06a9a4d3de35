import type { Platform } from '../platform.js';
import { type NamedValue, masksOf } from './mask-secrets.js';

/** Registers secrets with the platform's log masker. */
export interface Masker {
  /**
   * Masks all of these at once.
   * @returns the names of values that are too short to be masked
   */
  mask(secrets: Iterable<NamedValue>): readonly string[];
}

export function createMasker(platform: Pick<Platform, 'mask'>, minLength: number): Masker {
  return {
    mask(secrets) {
      const { lines, tooShort } = masksOf(secrets, minLength);
      if (lines.length > 0) platform.mask(lines);
      return tooShort;
    },
  };
}
