import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { hostname } from 'node:os';
import * as v from 'valibot';
import { sampleData } from '../data/sample.js';
import type { VaultData, VaultDataInput } from '../data/schema.js';
import { checkVaultData } from '../data/vault-data.js';
import { type FaultQueue, makeFaultQueue } from '../faults/queue.js';
import { type KeptAuthority, keptAuthority } from '../material/kept-authority.js';
import {
  type Disclosure,
  makeEncryptionKeys,
  type Prepared,
  prepareAuthorization,
} from '../material/prepare-authorization.js';
import { makeTempFiles, type TempFiles } from '../material/temp-files.js';
import { isForPage, pageUrl, servePage } from '../page/page.js';
import { makeAuthority } from '../tls/authority.js';
import type { Authorization } from '../vault/authorization.js';
import { type Snapshot, snapshotOf } from '../vault/snapshot.js';
import { makeVault, refill, settingsSchema, type Vault, type VaultSettingsInput } from '../vault/vault.js';
import { giveUp } from '../wire/answer.js';
import { controlHeader, controlPath, isControl, serveControl } from './control.js';
import { close, createListener, listen, trackConnections } from './listener.js';
import { type LoggedRequest, makeRequestLog, type RequestLog } from './request-log.js';
import { routes } from './routes.js';
import { serve, type Surroundings } from './serve.js';

export interface EmulatorOptions {
  /** 0 (default) picks a free port. */
  readonly port?: number;
  /** What the vault holds; default: the sample. Checked; all problems are reported together. */
  readonly data?: VaultDataInput;
  /** The address to listen on, 127.0.0.1 when none is given; the certificate is good for it too. */
  readonly host?: string;
  /** A folder that keeps the certificate authority from one start to the next. */
  readonly caDir?: string;
  /** Plain HTTP instead of HTTPS. */
  readonly http?: boolean;
  /** A path that the vault lies below, like `/senhasegura`. */
  readonly prefix?: string;
  readonly settings?: VaultSettingsInput;
  /** Called with every request, when its answer has been sent or cut. */
  readonly onRequest?: (request: LoggedRequest) => void;
}

/** A running emulator. */
export interface Emulator {
  /** `https://127.0.0.1:port` and the prefix. */
  readonly url: string;
  readonly port: number;
  /** The CA certificate, PEM, and the file it was written to. */
  readonly ca: string;
  readonly caFile: string;
  /** The first authorization's OAuth 2.0 pair; empty texts when it proves itself otherwise. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** How to use each authorization, by its name in the data. */
  readonly authorizations: Readonly<Record<string, Disclosure>>;
  /** Where and with which header value the control endpoints answer. */
  readonly control: { readonly url: string; readonly header: string; readonly key: string };
  /** What a browser on this machine opens to see it all; the key is in it. */
  readonly page: string;
  readonly requests: RequestLog;
  readonly faults: FaultQueue;
  /** The vault itself: settings to change, clock to advance, tokens to revoke. */
  readonly vault: Vault;
  state(): Snapshot;
  /** Holds other data from now on; tokens are gone, settings stay. @throws VaultDataError, and then nothing has changed */
  reload(data: VaultDataInput): Promise<void>;
  /** How many connections were accepted so far. */
  connections(): number;
  /** Cuts every connection and removes the temporary files. */
  stop(): Promise<void>;
}

/** Starts an emulated vault, on 127.0.0.1 unless told otherwise. @throws VaultDataError, or the system's error when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const data = checkVaultData(options.data ?? sampleData());
  const settings = v.parse(settingsSchema, options.settings ?? {});
  const prefix = options.prefix ?? '';
  const files = await makeTempFiles();
  try {
    const { authority, caFile } = await authorityFor(options.caDir, files);
    const workshop = { authority, files, encryptionKeys: makeEncryptionKeys() };
    const prepare = (checked: VaultData) =>
      Promise.all(checked.authorizations.map((authorization) => prepareAuthorization(authorization, workshop)));
    const prepared = await prepare(data);
    const vault = makeVault(data, prepared.map(inUse), settings);
    const controlKey = randomBytes(24).toString('base64url');
    const tls =
      options.http === true ? undefined : { ...authority.serverKey(namesOf(options.host)), ca: authority.certificate };
    const server = createListener(tls, (message, response) => {
      if (isForPage(message, controlKey)) {
        servePage(response);
        return;
      }
      const serving = isControl(message)
        ? serveControl(message, response, around, controlKey)
        : serve(message, response, around);
      serving.catch(() => {
        giveUp(response);
      });
    });
    const connections = trackConnections(server);
    const around: Surroundings = {
      ...{ vault, routes, connections, prefix },
      log: makeRequestLog(options.onRequest),
      faults: makeFaultQueue(),
    };
    const port = await listen(server, options.port ?? 0, options.host);
    const scheme = tls ? 'https' : 'http';
    const origin = `${scheme}://${reachable(options.host)}:${port}`;
    const first = data.authorizations[0]?.auth;
    return {
      ...{ port, caFile, vault, faults: around.faults, requests: around.log },
      url: origin + prefix,
      ca: authority.certificate,
      clientId: first?.method === 'oauth2' ? first.clientId : '',
      clientSecret: first?.method === 'oauth2' ? first.clientSecret : '',
      authorizations: Object.fromEntries(
        prepared.map(({ authorization, disclosure }) => [authorization.name, disclosure]),
      ),
      control: { url: origin + controlPath, header: controlHeader, key: controlKey },
      page: pageUrl(`${scheme}://127.0.0.1:${port}`, controlKey),
      state: () => snapshotOf(vault),
      reload: async (input) => {
        const checked = checkVaultData(input);
        refill(vault, checked, (await prepare(checked)).map(inUse));
      },
      connections: () => connections.accepted(),
      stop: async () => {
        await close(server);
        await files.remove();
      },
    };
  } catch (error) {
    await files.remove();
    throw error;
  }
}

function inUse({ authorization }: Prepared): Authorization {
  return authorization;
}

async function authorityFor(folder: string | undefined, files: TempFiles): Promise<KeptAuthority> {
  if (folder !== undefined) return keptAuthority(folder);
  const authority = makeAuthority();
  return { authority, caFile: await files.write('ca.pem', authority.certificate) };
}

/** What the certificate is good for: the loopback, this machine's name, and the address that was given. */
function namesOf(host: string | undefined): [string, ...string[]] {
  return ['localhost', ...new Set(['127.0.0.1', '::1', hostname(), host ?? '127.0.0.1'])];
}

/** An address that listens everywhere is reached on the loopback. */
function reachable(host = '127.0.0.1'): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
