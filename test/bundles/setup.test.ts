import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { messages, useFolder, useJobs } from './support/scenario.js';

/** The library that downloads waits 10 to 20 seconds before it tries again. */
jest.setTimeout(120_000);

const PROGRAM = '#!/bin/sh\ncase "$1" in --help) echo usage;; *) echo "dsm got $*";; esac\n';
const sum = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** A server of releases; each path has a listener of its own, and every request is counted. */
function useReleases() {
  const listeners = new Map<string, RequestListener>();
  const asked: string[] = [];
  let server: Server | undefined;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const listener = listeners.get(request.url ?? '');
      if (listener === undefined) response.writeHead(404).end('no such release');
      else listener(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(() => {
    asked.length = 0;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return {
    asked,
    serve: (path: string, listener: RequestListener) => listeners.set(path, listener),
    url: (path: string) => `http://127.0.0.1:${(server?.address() as AddressInfo).port}${path}`,
  };
}

const machine = `linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;
const onLinux = needs('sh', 'coreutils').describe;

onLinux('the sub-action setup', () => {
  describe.each(nodeRuntimes())('on $name', ({ path: nodePath }) => {
    const releases = useReleases();
    const tools = useFolder();
    const newJob = useJobs(nodePath);
    const setupJob = () => newJob({ actionDir: join(REPOSITORY, 'setup') });
    const dsm = (path: string, content: string | Buffer) => ({
      'dsm-version': '1.2.3',
      'dsm-url': releases.url(path),
      'dsm-sha256': `darwin-arm64=${'0'.repeat(64)}\n${machine}=${sum(content)}`,
    });

    test('puts senhasegura on the PATH, and nothing else', async () => {
      const job = setupJob();
      const step = await job.runAction({ inputs: {} });
      expect(step).toMatchObject({ exitCode: 0 });
      expect(releases.asked).toEqual([]);
      const later = await job.runShell('senhasegura --version; command -v dsm || echo none');
      expect(later?.log).toMatch(/^\d+\.\d+\.\d+\nnone$/m);
    });

    test('downloads dsm, checks it, runs it, and takes it from the cache the next time', async () => {
      const path = `/1.2.3/dsm-${machine}`;
      releases.serve(path, (_, response) => response.end(PROGRAM));
      const inputs = { ...dsm(path, PROGRAM), 'dsm-url': releases.url('/{version}/dsm-{os}-{arch}') };
      const job = setupJob();
      const first = await job.runAction({ inputs });
      expect(first).toMatchObject({ exitCode: 0 });
      expect(first.outputs.get('dsm-cached')).toBe('false');
      const second = await job.runAction({ inputs });
      expect(second.outputs.get('dsm-cached')).toBe('true');
      expect(releases.asked).toEqual([path]);
      expect((await job.runShell('dsm runb --version'))?.log).toContain('dsm got runb --version');
    });

    test('unpacks an archive that is checked', async () => {
      const folder = join(tools, 'archive');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'dsm'), PROGRAM);
      const archive = execFileSync('tar', ['-cz', '-C', folder, 'dsm']);
      releases.serve('/dsm.tar.gz', (_, response) => response.end(archive));
      const job = setupJob();
      expect(await job.runAction({ inputs: dsm('/dsm.tar.gz', archive) })).toMatchObject({ exitCode: 0 });
      expect((await job.runShell('dsm now'))?.log).toContain('dsm got now');
    });

    test('follows a redirect: what counts is the checksum', async () => {
      releases.serve('/moved', (_, response) => response.writeHead(302, { location: releases.url('/real') }).end());
      releases.serve('/real', (_, response) => response.end(PROGRAM));
      expect(await setupJob().runAction({ inputs: dsm('/moved', PROGRAM) })).toMatchObject({ exitCode: 0 });
      expect(releases.asked).toEqual(['/moved', '/real']);
    });

    test('a connection that ends in the middle is tried again', async () => {
      const answers = [
        (response: Parameters<RequestListener>[1]) => {
          response.writeHead(200, { 'content-length': PROGRAM.length });
          response.write(PROGRAM.slice(0, 20), () => response.destroy());
        },
        (response: Parameters<RequestListener>[1]) => {
          response.end(PROGRAM);
        },
      ];
      releases.serve('/cut', (_, response) => {
        answers.shift()?.(response);
      });
      expect(await setupJob().runAction({ inputs: dsm('/cut', PROGRAM) })).toMatchObject({ exitCode: 0 });
      expect(releases.asked).toEqual(['/cut', '/cut']);
    });

    test.each([
      ['another program', `${PROGRAM}# changed`],
      ['half of it', PROGRAM.slice(0, 30)],
      ['nothing', ''],
    ])('refuses %s, and keeps nothing of it', async (name, content) => {
      const path = `/${name.replaceAll(' ', '-')}`;
      releases.serve(path, (_, response) => response.end(content));
      const job = setupJob();
      const step = await job.runAction({ inputs: dsm(path, PROGRAM) });
      expect(step).toMatchObject({ exitCode: 1 });
      expect(messages(step, 'error').join('\n')).toContain(`is not what dsm-sha256 says (it has ${sum(content)})`);
      expect(readdirSync(job.folders.toolCache)).toEqual([]);
      const later = await job.runShell('command -v senhasegura dsm || echo neither', { condition: 'always()' });
      expect(later?.log).toContain('neither');
    });

    test('refuses a program that does not run here', async () => {
      const content = '#!/bin/sh\nexit 3\n';
      releases.serve('/broken', (_, response) => response.end(content));
      const job = setupJob();
      const step = await job.runAction({ inputs: dsm('/broken', content) });
      expect(messages(step, 'error').join('\n')).toContain('dsm --help ended with 3');
      expect(readdirSync(job.folders.toolCache)).toEqual([]);
    });

    test('a release that is not there is an error with its address', async () => {
      const step = await setupJob().runAction({ inputs: dsm('/missing?key=fake-key', PROGRAM) });
      expect(messages(step, 'error').join('\n')).toMatch(
        /can't be downloaded from http:\/\/127\.0\.0\.1:\d+\/missing: .*404/,
      );
      expect(messages(step, 'error').join('\n')).not.toContain('fake-key');
    });

    test('only its owner can change the command', async () => {
      const step = await setupJob().runAction({ inputs: {} });
      const folder = step.outputs.get('senhasegura') ?? '';
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, 'senhasegura')).mode & 0o022).toBe(0);
    });
  });
});
