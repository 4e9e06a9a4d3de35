import * as v from 'valibot';

/** A flat object of a secret: a credential, a cloud key or a key/value block. */
export type Block = Record<string, string | number | null>;

/**
 * Not `v.record`: it drops names like `__proto__`, and a test must be able to send them.
 */
const block = v.pipe(
  v.custom<Block>(isBlock, 'must be one object whose values are texts, numbers or null'),
  v.transform((given): Block => Object.fromEntries(Object.entries(given))),
);

/** One DSM secret (wire contract §3). `data` is a list of blocks or one block. */
export const secretSchema = v.strictObject({
  identity: v.pipe(v.string(), v.nonEmpty()),
  id: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
  version: v.optional(v.string(), ''),
  expirationDate: v.optional(v.string(), ''),
  engine: v.optional(v.string(), 'Generic'),
  data: v.union(
    [v.array(block), block],
    'must be a list of blocks or one block: flat objects of texts, numbers, nulls',
  ),
});

export type SecretData = v.InferOutput<typeof secretSchema>;

function isBlock(value: unknown): value is Block {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (field) => field === null || typeof field === 'string' || (typeof field === 'number' && Number.isFinite(field)),
  );
}
