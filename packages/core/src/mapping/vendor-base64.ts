/**
 * Base64 of a text's UTF-8 bytes in the spelling of `POST /iso/cicd/variables`: `-` for `+`, `_` for `/`, `,` for `=`
 * (contract section 3).
 */
export function vendorBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ',');
}
