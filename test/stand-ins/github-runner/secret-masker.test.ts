import fc from 'fast-check';
import { createSecretMasker } from './secret-masker.js';
import { VALUE_ENCODERS } from './value-encoders.js';

const maskerOf = (...values: string[]) => {
  const masker = createSecretMasker();
  values.forEach(masker.addValue);
  return masker;
};

describe('createSecretMasker', () => {
  test.each([
    ['plain', ['secret'], 'a secret here', 'a *** here'],
    ['twice', ['secret'], 'secret, secret', '***, ***'],
    ['adjacent: one', ['secret'], 'secretsecret', '***'],
    ['overlapping itself', ['abab'], 'xababab', 'x***'],
    ['overlapping others', ['abcd', 'cdef'], 'xabcdefx', 'x***x'],
    ['one inside another', ['abcdef', 'cd'], 'xabcdefx cd', 'x***x ***'],
    ['empty adds nothing', [''], 'text', 'text'],
    ['base64', ['password'], 'cGFzc3dvcmQ=', '***'],
    ['base64 of user:password', ['password'], Buffer.from('user:password').toString('base64'), 'dXNlcjpw***'],
    ['URI', ['pass word&'], 'q=pass%20word%26', 'q=***'],
    ['JSON', ['pa"ss\nword'], '{"p":"pa\\"ss\\nword"}', '{"p":"***"}'],
    ['XML', ["<a'b>"], '&lt;a&apos;b&gt;', '***'],
    ['command line', ['pa"ss'], 'pa\\"ss', '***'],
    ['expression', ["pa'ss"], "pa''ss", '***'],
    ['without its quotes', ['"password"'], 'password', '***'],
    [
      'PowerShell',
      ['secret&secret&+secretsecret'],
      'secret&secret&+\u001b[96ms\u001b[0mecretsecret',
      '***\u001b[96ms\u001b[0m***',
    ],
    ['PowerShell, a short section', ['a&b'], 'a& b', 'a& b'],
    ['not base64url', ['\u00ff\u00fe\u00fd?>~'], Buffer.from('\u00ff\u00fe\u00fd?>~').toString('base64url'), undefined],
    ['not hex', ['secret'], Buffer.from('secret').toString('hex'), undefined],
  ])('%s', (_name, values, text, masked) => {
    expect(maskerOf(...values).mask(text)).toBe(masked ?? text);
  });

  test('agrees with painting each character', () => {
    const unit = fc.constantFrom('a', 'b', '"', '&');
    const value = fc.string({ unit, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), fc.string({ unit, maxLength: 30 }), (values, text) => {
        const all = values.flatMap((one) => [one, ...VALUE_ENCODERS.map((encode) => encode(one))]).filter(Boolean);
        expect(maskerOf(...values).mask(text)).toBe(paint(text, all));
      }),
    );
  });
});

function paint(text: string, values: readonly string[]): string {
  const painted = Array.from(text).map(() => false);
  for (const value of values) {
    for (let at = 0; at + value.length <= text.length; at += 1) {
      if (text.startsWith(value, at)) {
        painted.fill(true, at, at + value.length);
      }
    }
  }
  return Array.from(text)
    .map((unit, at) => (painted[at] !== true ? unit : painted[at - 1] === true ? '' : '***'))
    .join('');
}

describe('VALUE_ENCODERS', () => {
  const [base64, base64From1, base64From2, , , json, uri] = VALUE_ENCODERS;

  test('each can be undone by a reader of its format', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 3 }), (text) => {
        const bytes = Buffer.from(text);
        expect(Buffer.from(base64?.(text) ?? '', 'base64')).toEqual(bytes);
        expect(Buffer.from(base64From1?.(text) ?? '', 'base64')).toEqual(bytes.subarray(1));
        expect(Buffer.from(base64From2?.(text) ?? '', 'base64')).toEqual(bytes.subarray(2));
        expect(JSON.parse(`"${json?.(text) ?? ''}"`)).toBe(text);
        expect(decodeURIComponent(uri?.(text) ?? '')).toBe(text);
      }),
    );
  });

  test('a lone surrogate stops none of them', () => {
    expect(VALUE_ENCODERS.map((encode) => encode('\ud800x'))).toContain('%EF%BF%BDx');
  });
});
