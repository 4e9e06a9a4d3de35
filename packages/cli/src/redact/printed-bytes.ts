/**
 * The bytes in which a text comes out of a command: UTF-8, and on Windows UTF-16 as well (little-endian, as all that Windows writes),
 * which `cmd /u`, wsl.exe and `>` of Windows PowerShell print. Bytes that are no text are themselves.
 */
export function printedBytes(form: string | Uint8Array, system: NodeJS.Platform): readonly Buffer[] {
  const bytes = Buffer.from(form);
  return typeof form === 'string' && system === 'win32' ? [bytes, Buffer.from(form, 'utf16le')] : [bytes];
}
