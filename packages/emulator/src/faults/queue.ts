import * as v from 'valibot';

const headers = v.optional(v.record(v.string(), v.string()), {});
/** `before`: the vault never sees the request. `after`: it does what was asked, and the answer is lost. */
const when = v.optional(v.picklist(['before', 'after']), 'before');
const milliseconds = v.pipe(v.number(), v.minValue(0));

/** What goes wrong. The answers that are cut, dripped or spoilt are the real ones. */
export const faultSchema = v.variant('kind', [
  /** Another status with headers of your choice; without a body the vendor's failure envelope. */
  v.strictObject({ kind: v.literal('status'), status: v.number(), headers, body: v.exactOptional(v.string()) }),
  v.strictObject({ kind: v.literal('reset'), when }),
  v.strictObject({ kind: v.literal('hang'), when }),
  v.strictObject({ kind: v.literal('delay'), milliseconds }),
  /** As `delay`, but the vault does what was asked also when the client has hung up by then. */
  v.strictObject({ kind: v.literal('late'), milliseconds }),
  /** Half of the answer. `right`: Content-Length fits the half. `wrong`: it promises all, then the connection ends. */
  v.strictObject({ kind: v.literal('truncate'), contentLength: v.optional(v.picklist(['right', 'wrong']), 'right') }),
  v.strictObject({ kind: v.literal('html'), status: v.optional(v.number(), 200) }),
  /** The answer in pieces of so many bytes with a pause after each. */
  v.strictObject({
    kind: v.literal('slow-body'),
    bytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
    pause: v.optional(milliseconds, 100),
  }),
  /** A body without an end. */
  v.strictObject({ kind: v.literal('flood') }),
  v.strictObject({ kind: v.literal('redirect'), location: v.string(), status: v.optional(v.number(), 302) }),
  v.strictObject({ kind: v.literal('not-json') }),
  v.strictObject({ kind: v.literal('bad-utf8') }),
  v.strictObject({ kind: v.literal('gateway') }),
  /** 404 with error code 4: the module has no such resource, as older versions have not all of them. */
  v.strictObject({ kind: v.literal('no-resource') }),
  /** An envelope that names another status than the HTTP status, which is 200 (wire contract §1). */
  v.strictObject({ kind: v.literal('status-in-200'), status: v.optional(v.number(), 503) }),
  /** 200 and `{}`. */
  v.strictObject({ kind: v.literal('empty-object') }),
  /** `error: true` with HTTP 200. */
  v.strictObject({
    kind: v.literal('error-in-200'),
    code: v.optional(v.number(), 1007),
    sentence: v.optional(v.string(), 'Credential not found'),
  }),
]);

/** A fault, which requests it meets, and how often. */
export const faultRuleSchema = v.strictObject({
  match: v.optional(
    v.strictObject({
      method: v.exactOptional(v.string()),
      /** The path as sent, without prefix and query; `*` stands for any text. */
      path: v.exactOptional(v.string()),
    }),
    {},
  ),
  /** How many requests it meets; `always` for all. */
  times: v.optional(v.union([v.literal('always'), v.pipe(v.number(), v.integer(), v.minValue(1))]), 1),
  /** How many matching requests pass unharmed first. */
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  fault: faultSchema,
});

export type Fault = v.InferOutput<typeof faultSchema>;
type FaultRule = v.InferOutput<typeof faultRuleSchema>;
export type FaultRuleInput = v.InferInput<typeof faultRuleSchema>;

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
