import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateData } from '../data/schema.js';
import { makeAuthority } from '../tls/authority.js';

/** A certificate of Certificate Manager with its private key and the authorities above it. */
export interface Certificate {
  readonly id: string;
  readonly certificate: X509Certificate;
  readonly privateKey: KeyObject;
  /** The issuer first. */
  readonly chain: readonly X509Certificate[];
}

/** A certificate of the data, or one that an authority of its own has made. @throws when the PEM is none */
export function certificateOf({ id, commonName, own }: CertificateData): Certificate {
  const { certificate, privateKey, chain } = own ?? made(commonName);
  return {
    id,
    certificate: new X509Certificate(certificate),
    privateKey: createPrivateKey(privateKey),
    chain: chain.map((pem) => new X509Certificate(pem)),
  };
}

function made(commonName: string) {
  const authority = makeAuthority();
  const { certificate, key } = authority.serverKey([commonName]);
  return { certificate, privateKey: key, chain: [authority.certificate] };
}
