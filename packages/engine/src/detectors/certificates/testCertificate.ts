import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extension,
  Extensions,
  GeneralName,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  id_ce_subjectAltName as SUBJECT_ALTERNATIVE_NAME,
} from '@peculiar/asn1-x509';
import { days } from '../../snapshot/durations';
import { NOW } from '../../testing/builders';

/** What a test states of a certificate. */
export interface CertificateFields {
  name?: string;
  /** Days between the capture and the moments; 30 before and 60 after unless given. */
  validFor?: { since?: number; until?: number };
  hosts?: readonly string[];
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';

/** A certificate in PEM with every part that is read, and neither a key nor a signature worth the name. */
export function testCertificate(fields: CertificateFields = {}): string {
  const { name = 'shop', validFor = {}, hosts = [] } = fields;
  const { since = -30, until = 60 } = validFor;
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const subject = new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({
        type: COMMON_NAME,
        value: new AttributeValue({ utf8String: name }),
      }),
    ]),
  ]);
  const names = new SubjectAlternativeName(
    hosts.map(dNSName => new GeneralName({ dNSName })),
  );
  const certificate = new Certificate({
    signatureAlgorithm: algorithm,
    signatureValue: new ArrayBuffer(8),
    tbsCertificate: new TBSCertificate({
      serialNumber: new Uint8Array([1, 35, 69]).buffer,
      signature: algorithm,
      issuer: subject,
      subject,
      validity: new Validity({ notBefore: at(since), notAfter: at(until) }),
      subjectPublicKeyInfo: new SubjectPublicKeyInfo({
        algorithm,
        subjectPublicKey: new ArrayBuffer(8),
      }),
      extensions: new Extensions([
        new Extension({
          extnID: SUBJECT_ALTERNATIVE_NAME,
          extnValue: new OctetString(AsnConvert.serialize(names)),
        }),
      ]),
    }),
  });
  const bytes = new Uint8Array(AsnConvert.serialize(certificate));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

function at(offset: number) {
  return new Date(NOW.getTime() + days(offset));
}
