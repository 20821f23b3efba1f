import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate,
  SubjectAlternativeName,
  id_ce_subjectAltName as SUBJECT_ALTERNATIVE_NAME,
} from '@peculiar/asn1-x509';

/** What a diagnosis reads of an X.509 certificate. */
export interface CertificateFacts {
  /** The subject's common name, else its organization, else empty. */
  name: string;
  /** Hexadecimal, lower case. */
  serial: string;
  /** Milliseconds since the epoch; valid from then on. */
  notBefore: number;
  /** Milliseconds since the epoch; no longer valid after that. */
  notAfter: number;
  /** The host names and addresses it was issued for, as in its subject alternative names. */
  hosts: string[];
}

const BLOCK =
  /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;
const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';

/** The certificates of a PEM text in their order; blocks that cannot be read are left out. Empty for text that is no PEM. */
export function parseCertificates(pem: string): CertificateFacts[] {
  return [...pem.matchAll(BLOCK)].flatMap(([, base64]) => {
    try {
      return [factsOf(AsnConvert.parse(bytesOf(base64), Certificate))];
    } catch {
      return [];
    }
  });
}

/** The text behind a field of type `[]byte`, such as `caBundle`; undefined for what is not base64. */
export function decodeBytes(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64.replace(/\s/g, '')), each =>
    each.charCodeAt(0),
  );
}

function factsOf({ tbsCertificate }: Certificate): CertificateFacts {
  const { serialNumber, subject, validity, extensions } = tbsCertificate;
  const attribute = (type: string) =>
    [...subject]
      .flatMap(relative => [...relative])
      .find(each => each.type === type)
      ?.value.toString();
  const alternative = extensions?.find(
    each => each.extnID === SUBJECT_ALTERNATIVE_NAME,
  );
  return {
    name: attribute(COMMON_NAME) ?? attribute(ORGANIZATION) ?? '',
    serial: hexOf(serialNumber),
    notBefore: validity.notBefore.getTime().getTime(),
    notAfter: validity.notAfter.getTime().getTime(),
    hosts: alternative ? hostsIn(alternative.extnValue.buffer) : [],
  };
}

function hostsIn(extension: ArrayBuffer): string[] {
  return [...AsnConvert.parse(extension, SubjectAlternativeName)].flatMap(
    ({ dNSName, iPAddress }) => dNSName ?? iPAddress ?? [],
  );
}

function hexOf(bytes: ArrayBuffer) {
  return [...new Uint8Array(bytes)]
    .map(each => each.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^0+(?=.)/, '');
}
