import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  Certificate,
  Extension,
  Extensions,
  id_ce_authorityKeyIdentifier,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const commonName = '2.5.4.3';
const day = 24 * 60 * 60 * 1000;

/** A certificate and its key, as PEM text. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly key: string;
  /** SHA-256 of the certificate, lower-case hex without colons. */
  readonly fingerprint: string;
}

/** Who signs: a name and its private key. */
export interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

export interface CertificateRequest {
  readonly subject: string;
  readonly extensions: readonly Extension[];
  /** Absent: the certificate signs itself. */
  readonly issuer?: Issuer;
}

/** Makes an EC P-256 key and an X.509 v3 certificate for it (RFC 5280), valid from yesterday for a year. */
export function certify(request: CertificateRequest): CertifiedKey & { readonly privateKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = request.issuer ?? { name: request.subject, privateKey };
  const algorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: positiveSerial(),
    signature: algorithm,
    issuer: nameOf(issuer.name),
    validity: new Validity({ notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 365 * day) }),
    subject: nameOf(request.subject),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo),
    extensions: new Extensions([...request.extensions, ...keyIdentifiers(privateKey, issuer.privateKey)]),
  });
  const signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer.privateKey);
  const der = Buffer.from(
    AsnConvert.serialize(
      new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue: bufferOf(signatureValue) }),
    ),
  );
  return {
    certificate: pem('CERTIFICATE', der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    privateKey,
  };
}

/** An extension with its DER value. */
export function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

/** Strict verifiers (Python 3.13) refuse a certificate without them. */
function keyIdentifiers(subject: KeyObject, issuer: KeyObject): Extension[] {
  const keyIdentifier = new KeyIdentifier(keyHash(issuer));
  return [
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyHash(subject))),
    extension(id_ce_authorityKeyIdentifier, new AuthorityKeyIdentifier({ keyIdentifier })),
  ];
}

/** SHA-1 of the SubjectPublicKeyInfo: RFC 5280 §4.2.1.2 lets an issuer choose how to name a key. */
function keyHash(key: KeyObject): ArrayBuffer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return bufferOf(createHash('sha1').update(spki).digest());
}

function positiveSerial(): ArrayBuffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return bufferOf(serial);
}

function nameOf(text: string): Name {
  const attribute = new AttributeTypeAndValue({ type: commonName, value: new AttributeValue({ utf8String: text }) });
  return new Name([new RelativeDistinguishedName([attribute])]);
}

function bufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
