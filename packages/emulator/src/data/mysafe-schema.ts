import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.optional(v.nullable(v.string()), null);

/** What every kind of MySafe item has (wire contract §5). */
const common = {
  identifier: v.pipe(text, v.regex(/^\d+$/, 'must be a text of digits')),
  name: text,
  tags: v.optional(v.string(), ''),
  active: v.optional(v.boolean(), true),
  /** Names of the authorizations that may use the item; absent: all. */
  users: v.exactOptional(v.array(text)),
};

export const mysafePasswordSchema = v.strictObject({
  ...common,
  url: optionalText,
  username: optionalText,
  password: v.string(),
  secretKey: optionalText,
  token: optionalText,
  notes: optionalText,
});

export const mysafeNoteSchema = v.strictObject({ ...common, note: v.string() });

export const mysafeApiSecretSchema = v.strictObject({
  ...common,
  url: optionalText,
  clientId: v.string(),
  clientSecret: v.string(),
  identifierCode: v.optional(v.string(), ''),
  method: v.optional(v.string(), 'POST'),
  notes: optionalText,
});

export type MysafePasswordData = v.InferOutput<typeof mysafePasswordSchema>;
export type MysafeNoteData = v.InferOutput<typeof mysafeNoteSchema>;
export type MysafeApiSecretData = v.InferOutput<typeof mysafeApiSecretSchema>;
