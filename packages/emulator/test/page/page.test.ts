import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { needs, program } from '../../../../test/harness/programs.js';
import { eachWithEmulator, sampleWithKey } from '../support/running.js';

describe('the page', () => {
  const running = eachWithEmulator();
  const open = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
      const { emulator } = running();
      request(emulator.url + path, { ca: emulator.ca, headers, agent: false, servername: 'localhost' }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          });
        });
      })
        .on('error', reject)
        .end();
    });
  const page = () => new URL(running().emulator.page);

  test('is there for its key alone, and lets in nothing but its own script and style', async () => {
    const answer = await open(page().pathname + page().search);
    expect(answer.status).toBe(200);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy.startsWith("default-src 'none'; ")).toBe(true);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const [script = '', style = ''] = [/<script>([^]*)<\/script>/, /<style>([^]*)<\/style>/].map(
      (part) => part.exec(answer.text)?.[1],
    );
    for (const [name, text] of [
      ['script-src', script],
      ['style-src', style],
    ]) {
      expect(policy).toContain(
        `${name} 'sha256-${createHash('sha256')
          .update(text ?? '')
          .digest('base64')}'`,
      );
    }
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(answer.text).not.toMatch(/fake-|emulator-default-id/);
    expect(running().emulator.requests.entries).toEqual([]);
  });

  test.each([
    ['without the key', () => open('/')],
    ['with another key', () => open('/?key=fake')],
    ['by the name of somebody else', () => open(page().pathname + page().search, { host: 'rebinding.example.com' })],
    ['with another method', () => running().client.call('POST', page().pathname + page().search)],
  ])('%s there is none', async (_how, ask) => {
    expect((await ask()).status).toBe(404);
  });

  test('what it asks for needs the key too', async () => {
    expect((await open('/_emulator/answers/1')).status).toBe(404);
  });
});

const browser = needs('chromium');

browser.describe('the page in Chromium', () => {
  const hostile = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
  const running = eachWithEmulator({
    http: true,
    data: {
      ...sampleWithKey(),
      secrets: [{ identity: hostile, data: [{ [hostile]: 'fake-hidden-value', NOTHING: null }] }],
    },
  });

  browser.test('shows secrets by name, values and answers on a click, and requests as they come', async () => {
    const { emulator, client } = running();
    const instance = await chromium.launch({ executablePath: program('chromium').file ?? '', args: ['--no-sandbox'] });
    try {
      const tab = await instance.newPage();
      const problems: string[] = [];
      tab.on('pageerror', (error) => problems.push(error.message));
      tab.on('console', (message) => problems.push(message.text()));
      await tab.goto(emulator.page);
      const secrets = tab.locator('#secrets');
      await secrets.getByText(hostile).first().waitFor();
      expect(await tab.content()).not.toContain('fake-hidden-value');
      await secrets.getByRole('button').click();
      await secrets.getByText('fake-hidden-value').waitFor();
      await client.as('default', 'GET', '/iso/pam/credential/123');
      await tab.locator('#custodies').getByText('123').waitFor();
      const read = tab.locator('#requests tr', { hasText: '/iso/pam/credential/123' });
      await read.getByText('200').waitFor();
      expect(await tab.content()).not.toContain('fake-admin-password');
      expect(await tab.content()).toContain('fake-hidden-value');
      await read.getByRole('button').click();
      await read.getByText('fake-admin-password').waitFor();
      await secrets.getByRole('button').click();
      expect(await tab.content()).not.toContain('fake-hidden-value');
      expect([await tab.title(), problems]).toEqual(['senhasegura emulator', []]);
    } finally {
      await instance.close();
    }
  });
});

browser.describe('its picture in the documents', () => {
  const { secrets, ...others } = sampleWithKey();
  const running = eachWithEmulator({ http: true, data: { ...others, secrets: secrets?.slice(0, 1) ?? [] } });
  const picture = fileURLToPath(new URL('../../../../docs/emulator-page.png', import.meta.url));
  const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

  browser.test('is of the page as it is: made anew with SENHASEGURA_NEW_PICTURE=1', async () => {
    const { emulator, client } = running();
    const instance = await chromium.launch({ executablePath: program('chromium').file ?? '', args: ['--no-sandbox'] });
    try {
      const tab = await instance.newPage({ viewport: { width: 900, height: 860 } });
      await tab.goto(emulator.page);
      await tab.locator('#secrets').getByText('database-prod').first().waitFor();
      await client.as('default', 'GET', '/iso/sctm/secret');
      await client.as('default', 'GET', '/iso/pam/credential/123');
      await client.as('default', 'GET', '/iso/pam/credential/999');
      await tab.locator('#custodies').getByText('123').waitFor();
      await tab.locator('#requests tr', { hasText: '/iso/pam/credential/999' }).waitFor();
      const made = await tab.screenshot();
      if (process.env.SENHASEGURA_NEW_PICTURE === '1') writeFileSync(picture, made);
      const kept = readFileSync(picture);
      expect(sizeOf(kept)).toEqual(sizeOf(made));
      expect(kept.length).toBeLessThan(100_000);
      // Nobody could compare pixels across fonts; what is clicked open would be in the text, and is in neither.
      expect(await tab.locator('body').innerText()).not.toContain('fake-');
    } finally {
      await instance.close();
    }
  });

  browser.test('stands in the page on how to try it', () => {
    expect(readFileSync(join(dirname(picture), 'try-it.md'), 'utf8')).toContain('](emulator-page.png)');
  });
});
