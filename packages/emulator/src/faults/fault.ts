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
export type FaultRule = v.InferOutput<typeof faultRuleSchema>;
export type FaultRuleInput = v.InferInput<typeof faultRuleSchema>;
