import { createHash, createHmac, type KeyObject, randomBytes, type X509Certificate } from 'node:crypto';
import { ContentInfo, id_data } from '@peculiar/asn1-cms';
import {
  AuthenticatedSafe,
  CertBag,
  id_certBag,
  id_pkcs8ShroudedKeyBag,
  id_x509Certificate,
  MacData,
  PFX,
  PKCS12Attribute,
  PKCS8ShroudedKeyBag,
  SafeBag,
  SafeContents,
} from '@peculiar/asn1-pfx';
import { DigestInfo } from '@peculiar/asn1-rsa';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

const sha256 = '2.16.840.1.101.3.4.2.1';
const localKeyId = '1.2.840.113549.1.9.21';
const iterations = 2048;

/**
 * A PKCS #12 file (RFC 7292): the key as PKCS #8 under PBES2 with AES-256, the certificates in the open, all of it under
 * HMAC-SHA-256 with the password. OpenSSL and Node read it.
 */
export function makePfx(
  certificates: readonly [X509Certificate, ...X509Certificate[]],
  key: KeyObject,
  password: string,
): Buffer {
  const [leaf] = certificates;
  // The constructor of this class drops what it is given.
  const id = Object.assign(new PKCS12Attribute(), {
    attrId: localKeyId,
    attrValues: [der(new OctetString(bytesOf(sha1(leaf.raw))))],
  });
  const certificateBags = certificates.map((certificate) => {
    const bag = new CertBag({ certId: id_x509Certificate, certValue: der(new OctetString(bytesOf(certificate.raw))) });
    return new SafeBag({ bagId: id_certBag, bagValue: der(bag), bagAttributes: certificate === leaf ? [id] : [] });
  });
  const shrouded = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: password });
  const keyBag = new SafeBag({
    bagId: id_pkcs8ShroudedKeyBag,
    bagValue: der(AsnConvert.parse(shrouded, PKCS8ShroudedKeyBag)),
    bagAttributes: [id],
  });
  const safe = der(
    new AuthenticatedSafe([dataOf(new SafeContents(certificateBags)), dataOf(new SafeContents([keyBag]))]),
  );
  const salt = randomBytes(16);
  const mac = createHmac('sha256', macKey(password, salt)).update(Buffer.from(safe)).digest();
  const pfx = new PFX({
    authSafe: new ContentInfo({ contentType: id_data, content: der(new OctetString(safe)) }),
    macData: new MacData({
      mac: new DigestInfo({
        digestAlgorithm: new AlgorithmIdentifier({ algorithm: sha256, parameters: null }),
        digest: new OctetString(bytesOf(mac)),
      }),
      macSalt: new OctetString(bytesOf(salt)),
      iterations,
    }),
  });
  return Buffer.from(der(pfx));
}

function dataOf(contents: SafeContents): ContentInfo {
  return new ContentInfo({ contentType: id_data, content: der(new OctetString(der(contents))) });
}

/** The key of the MAC: RFC 7292 appendix B.2 for SHA-256, purpose 3; one block of 32 bytes is all that is needed. */
function macKey(password: string, salt: Buffer): Buffer {
  const block = 64;
  const text = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const repeated = (bytes: Buffer) => Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
  let digest = createHash('sha256')
    .update(Buffer.concat([Buffer.alloc(block, 3), repeated(salt), repeated(text)]))
    .digest();
  for (let round = 1; round < iterations; round += 1) digest = createHash('sha256').update(digest).digest();
  return digest;
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}

function der(value: object): ArrayBuffer {
  return AsnConvert.serialize(value);
}

function bytesOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
