import { join } from 'node:path';
import { isFile } from '../files/is-file.js';

/** The mapping file that the vendor's CLI looks for. */
export const DEFAULT_MAPPING = 'senhasegura-mapping.json';

/** Whether it lies in the working folder. */
export const hasDefaultMapping = (cwd: string): Promise<boolean> => isFile(join(cwd, DEFAULT_MAPPING));
