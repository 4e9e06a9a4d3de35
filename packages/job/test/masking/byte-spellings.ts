import { createByteForms } from '../../src/masking/byte-forms.js';

export function formsOf(values: readonly (string | Uint8Array)[]): ReadonlySet<string> {
  const forms = new Set<string>();
  const { addOf, flush } = createByteForms((form) => forms.add(form));
  for (const value of values) addOf(value);
  flush();
  return forms;
}

/** Every form of one value, from encoders that see nothing but that value. */
export function expectedOf(value: string | Uint8Array): readonly string[] {
  const bytes = Buffer.from(value);
  if (bytes.length === 0) return [];
  const cores = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return whole.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
  });
  const base64 = bytes.length < 4 ? [bytes.toString('base64').replaceAll('=', '')] : cores;
  return [
    ...base64.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ];
}
