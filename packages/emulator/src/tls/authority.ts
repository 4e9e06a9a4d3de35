import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraints,
  ExtendedKeyUsage,
  GeneralName,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_kp_clientAuth,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';
import { type CertifiedKey, certify, extension } from './certificate.js';

/** A certificate authority of its own, made at start and forgotten at the end. */
export interface Authority {
  /** The authority's certificate, PEM: what a client has to trust. */
  readonly certificate: string;
  /** Its private key, and the same as PEM. */
  readonly privateKey: KeyObject;
  readonly key: string;
  /** A server certificate for host names and addresses (those of the loopback), the first of which is its common name. */
  serverKey(names?: readonly [string, ...string[]]): CertifiedKey;
  /** A client certificate with the given common name. */
  clientKey(name: string): CertifiedKey;
}

const name = 'senhasegura emulator CA';

/** Makes an authority; a few milliseconds. */
export function makeAuthority(): Authority {
  const { certificate, key } = certify({
    subject: name,
    extensions: [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
    ],
  });
  return authorityOf(certificate, key);
}

/** An authority that was made before. @throws when the key is none */
export function authorityOf(certificate: string, key: string): Authority {
  const issuer = { name, privateKey: createPrivateKey(key) };
  return {
    ...{ certificate, key, privateKey: issuer.privateKey },
    serverKey: (names = ['localhost', '127.0.0.1', '::1']) =>
      certify({ subject: names[0], issuer, extensions: [alternatives(names), ...leafExtensions(id_kp_serverAuth)] }),
    clientKey: (subject) => certify({ subject, issuer, extensions: leafExtensions(id_kp_clientAuth) }),
  };
}

function leafExtensions(purpose: string) {
  return [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([purpose])),
  ];
}

function alternatives(names: readonly string[]) {
  return extension(
    id_ce_subjectAltName,
    new SubjectAlternativeName(
      names.map((name) => new GeneralName(isIP(name) === 0 ? { dNSName: name } : { iPAddress: name })),
    ),
  );
}
