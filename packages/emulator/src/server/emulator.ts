import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { sampleData } from '../data/sample.js';
import type { VaultDataInput } from '../data/schema.js';
import { checkVaultData } from '../data/vault-data.js';
import { type FaultQueue, makeFaultQueue } from '../faults/queue.js';
import { type Disclosure, makeEncryptionKeys, prepareAuthorization } from '../material/prepare-authorization.js';
import { makeTempFiles } from '../material/temp-files.js';
import { makeAuthority } from '../tls/authority.js';
import { type Snapshot, snapshotOf } from '../vault/snapshot.js';
import { makeVault, settingsSchema, type Vault, type VaultSettingsInput } from '../vault/vault.js';
import { giveUp } from '../wire/answer.js';
import { controlHeader, controlPath, isControl, serveControl } from './control.js';
import { close, createListener, listen, trackConnections } from './listener.js';
import { makeRequestLog, type RequestLog } from './request-log.js';
import { routes } from './routes.js';
import { serve, type Surroundings } from './serve.js';

export interface EmulatorOptions {
  /** 0 (default) picks a free port. */
  readonly port?: number;
  /** What the vault holds; default: the sample. Checked; all problems are reported together. */
  readonly data?: VaultDataInput;
  /** Plain HTTP instead of HTTPS. */
  readonly http?: boolean;
  /** A path that the vault lies below, like `/senhasegura`. */
  readonly prefix?: string;
  readonly settings?: VaultSettingsInput;
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
  readonly requests: RequestLog;
  readonly faults: FaultQueue;
  /** The vault itself: settings to change, clock to advance, tokens to revoke. */
  readonly vault: Vault;
  state(): Snapshot;
  /** How many connections were accepted so far. */
  connections(): number;
  /** Cuts every connection and removes the temporary files. */
  stop(): Promise<void>;
}

/** Starts an emulated vault on 127.0.0.1. @throws VaultDataError, or the system's error when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const data = checkVaultData(options.data ?? sampleData());
  const settings = v.parse(settingsSchema, options.settings ?? {});
  const prefix = options.prefix ?? '';
  const authority = makeAuthority();
  const files = await makeTempFiles();
  const workshop = { authority, files, encryptionKeys: makeEncryptionKeys() };
  try {
    const prepared = await Promise.all(
      data.authorizations.map((authorization, index) => prepareAuthorization(authorization, index, workshop)),
    );
    const authorizations = prepared.map(({ authorization }) => authorization);
    const vault = makeVault(data, authorizations, settings);
    const controlKey = randomBytes(24).toString('base64url');
    const tls = options.http === true ? undefined : { ...authority.serverKey(), ca: authority.certificate };
    const server = createListener(tls, (message, response) => {
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
      log: makeRequestLog(),
      faults: makeFaultQueue(),
    };
    const caFile = await files.write('ca.pem', authority.certificate);
    const port = await listen(server, options.port ?? 0);
    const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
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
      state: () => snapshotOf(vault),
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
