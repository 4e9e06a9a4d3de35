import type { Environment } from '@senhasegura-action/core/internal';

/** What the runner, a Go program, takes for true (strconv.ParseBool). */
const TRUE = /^(?:1|t|T|true|TRUE|True)$/;

/** Whether the runner prints each command of the job, and each variable that it exports (`CI_DEBUG_TRACE`). */
export const isTraced = ({ CI_DEBUG_TRACE = '' }: Environment): boolean => TRUE.test(CI_DEBUG_TRACE.trim());
