import type { Parameter } from './oauth1-base-string.js';
import { percentEncode } from './oauth1-encoding.js';

/** The value of the Authorization header (RFC 5849 section 3.5.1). */
export function oauth1Header(parameters: readonly Parameter[]): string {
  return `OAuth ${parameters.map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`).join(', ')}`;
}
