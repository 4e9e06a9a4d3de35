import { fileURLToPath } from 'node:url';

/** The folder of the repository, which is that of the action too. */
export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** The emulator as one file. */
export const EMULATOR_BUNDLE = fileURLToPath(new URL('../../dist/emulator/index.js', import.meta.url));
