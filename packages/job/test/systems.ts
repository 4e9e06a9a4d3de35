import { caselessNames } from '../src/names/caseless-names.js';
import type { Platform } from '../src/platform.js';

type OfSystem = Pick<Platform, 'system' | 'caseless'>;

/** What a platform says of an operating system, where its CI system has nothing to add. */
export const LINUX: OfSystem = { system: 'linux', caseless: caselessNames('linux') };
export const WINDOWS: OfSystem = { system: 'win32', caseless: caselessNames('win32') };
