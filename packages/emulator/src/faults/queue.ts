import * as v from 'valibot';
import { faultRuleSchema, type Fault, type FaultRule, type FaultRuleInput } from './fault.js';

/** The faults that wait for requests, first come, first served. */
export interface FaultQueue {
  /** Adds a rule behind the others. @throws ValiError when it is no rule. */
  add(rule: FaultRuleInput): void;
  clear(): void;
  /** The rules that can still meet a request. */
  pending(): readonly FaultRule[];
  /** The fault for this request, which uses the rule up by one. */
  take(method: string, path: string): Fault | undefined;
}

interface Waiting {
  readonly rule: FaultRule;
  skip: number;
  left: number;
}

export function makeFaultQueue(): FaultQueue {
  let waiting: Waiting[] = [];
  return {
    add(input) {
      const rule = v.parse(faultRuleSchema, input);
      waiting.push({ rule, skip: rule.skip, left: rule.times === 'always' ? Infinity : rule.times });
    },
    clear() {
      waiting = [];
    },
    pending: () => waiting.map(({ rule }) => rule),
    take(method, path) {
      for (const entry of waiting.filter(({ rule }) => meets(rule, method, path))) {
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.left -= 1;
        waiting = waiting.filter(({ left }) => left > 0);
        return entry.rule.fault;
      }
      return undefined;
    },
  };
}

function meets({ match }: FaultRule, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  return match.path === undefined || matchesPattern(match.path, path);
}

/** Whether the pattern, in which `*` stands for any text, covers the whole path. */
export function matchesPattern(pattern: string, path: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return pattern === path;
  if (!path.startsWith(head)) return false;
  let position = head.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return path.length - tail.length >= position && path.endsWith(tail);
}
