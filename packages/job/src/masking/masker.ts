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

/** Values whose masks are in memory at the same time: ten thousand values have a hundred thousand masks. */
const BATCH = 500;

export function createMasker(platform: Pick<Platform, 'mask'>, minLength: number): Masker {
  return {
    mask(secrets) {
      const all = [...secrets];
      const tooShort: string[] = [];
      for (let start = 0; start < all.length; start += BATCH) {
        const masks = masksOf(all.slice(start, start + BATCH), minLength);
        if (masks.lines.length > 0) platform.mask(masks.lines);
        tooShort.push(...masks.tooShort);
      }
      return tooShort;
    },
  };
}
