import { maskForms } from '../../src/masking/mask-forms.js';
import { maskAsRunner } from './runner-masker.js';
import { coreOf, MIN, spellings } from './spellings.js';

describe('maskForms', () => {
  test('a value that is too short has no form, not even an encoded one', () => {
    for (const value of ['', 'abc', ' abc\n', '    ', '\n\n\n\n\n', '{"a":"b"}'.slice(0, 3)]) {
      expect(maskForms(value, MIN)).toEqual([]);
    }
  });

  test('lines are masked trimmed and as they stand, and short lines are not', () => {
    const forms = maskForms('-----BEGIN\r\n  MIIEsecret \r\n==\rlast line\n', MIN);
    expect(forms).toEqual(expect.arrayContaining(['-----BEGIN', '  MIIEsecret ', 'MIIEsecret', 'last line']));
    expect(forms).not.toContain('==');
  });

  test('a value is masked encoded without the white space around it too', () => {
    const forms = maskForms(' p\u00e4ss\n', MIN);
    for (const spelling of spellings('p\u00e4ss')) expect(maskAsRunner(spelling, forms)).not.toContain(spelling);
  });

  test('the strings inside a JSON document are masked, at any depth, line by line and encoded', () => {
    const key = 'line one\nline two';
    const document = JSON.stringify({
      type: 'x',
      a: [{ key, deep: [[['inner-s3cret']]] }],
      n: 123456,
      b: true,
      z: null,
    });
    const forms = maskForms(document, MIN);
    for (const value of ['inner-s3cret', key])
      for (const each of spellings(value)) {
        expect(maskAsRunner(each, forms)).not.toContain(each);
      }
    expect(forms).not.toContain('123456');
    expect(maskForms(` \n${document}`, MIN)).toContain('inner-s3cret');
    expect(maskForms(document.slice(1), MIN)).not.toContain('inner-s3cret');
  });

  test('quotes around a value do not hide what is inside', () => {
    expect(maskForms('"inner-s3cret"\n', MIN)).toContain('inner-s3cret');
    expect(maskForms("'inner-s3cret'", MIN)).toContain(coreOf('inner-s3cret'));
    expect(maskForms('"inner-s3cret\'', MIN)).not.toContain('inner-s3cret');
  });

  test('JSON as Python and Go write it is masked', () => {
    const forms = maskForms('pä<&>ß日🔑"x', MIN);
    expect(forms).toContain('p\\u00e4<&>\\u00df\\u65e5\\ud83d\\udd11\\"x');
    expect(forms).toContain('pä\\u003c\\u0026\\u003eß日🔑\\"x');
  });

  test('bytes that are no text are masked encoded, and bytes that are text as text', () => {
    const binary = Uint8Array.from([0xff, 0xfe, 0, 1, 2, 3, 4, 5, 0xfb, 0xf0]);
    const forms = maskForms(binary, MIN);
    const buffer = Buffer.from(binary);
    expect(forms).toEqual(
      expect.arrayContaining([coreOf(binary), coreOf(binary, 'base64url'), buffer.toString('hex')]),
    );
    expect(maskForms(Buffer.from('\ufeffpä\nss-word'), MIN)).toEqual(maskForms('\ufeffpä\nss-word', MIN));
    expect(maskForms(Uint8Array.from([0xff, 0xfe]), MIN)).toEqual([]);
  });
});
