import { systemCode } from '@senhasegura-action/core/internal';

/** The code of an error of Node's, e.g. `ECONNREFUSED`; its message can quote what came over the wire. */
export const errorCode = (error: unknown): string => systemCode(error) ?? 'UNKNOWN';
