import { field, referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { days, hours, minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, numberOf, textOf, textsOf } from '../../snapshot/untyped';
import { Detector } from '../Detector';
import {
  ReportedCondition,
  conditionEvidence,
  reportedCondition,
  wordsOf,
} from '../shared/reportedCondition';
import { nameOf } from '../shared/sightings';
import { CERT_MANAGER_KINDS } from './certManagerKinds';

const GRACE = minutes(10);
const DNS_GRACE = minutes(30);
const RENEWAL_GRACE = hours(1);
const SOON = days(3);

/** Certificates that cert-manager could not obtain or cannot renew. */
export const certificates: Detector = {
  id: 'certmanager.certificate-not-ready',
  title: 'Certificate is not ready',
  tier: 'problem',
  kinds: [CERT_MANAGER_KINDS.certificate, CERT_MANAGER_KINDS.challenge],
  explainedBy: ['certmanager.challenge-failing'],
  documentation: {
    speaks:
      'cert-manager has said for ten minutes that a Certificate is not ready, or it has tried for an hour to renew one and failed. It weighs more when the certificate in use ends within three days.',
    silent:
      'For half an hour while names of the Certificate are proven by DNS, which takes its time.',
    sources: [
      'https://cert-manager.io/docs/usage/certificate/',
      'https://cert-manager.io/docs/troubleshooting/',
    ],
  },

  *detect({ snapshot }) {
    const provenByDns = namesProvenByDns(snapshot);
    for (const certificate of snapshot.all(CERT_MANAGER_KINDS.certificate)) {
      if (certificate.metadata.deletionTimestamp) continue;
      const condition = faultOf(certificate, provenByDns, snapshot);
      if (!condition) continue;
      const { notAfter, failedIssuanceAttempts } = fieldsOf(certificate.status);
      yield {
        subject: referenceTo(certificate),
        key: condition.reason,
        severity: endsSoon(textOf(notAfter), snapshot) ? 'high' : 'medium',
        message: `${nameOf(referenceTo(certificate))} ${condition.type === 'Ready' ? 'is not ready' : 'is not renewed'}: ${wordsOf(condition)}`,
        evidence: [
          ...conditionEvidence(certificate, condition),
          field(certificate, 'status.notAfter', notAfter),
          ...(failedIssuanceAttempts === undefined
            ? []
            : [
                field(
                  certificate,
                  'status.failedIssuanceAttempts',
                  failedIssuanceAttempts,
                ),
              ]),
        ],
        since: condition.since,
      };
    }
  },
};

function faultOf(
  certificate: KubernetesObject,
  provenByDns: ReadonlySet<string>,
  snapshot: ClusterSnapshot,
): ReportedCondition | undefined {
  const ready = reportedCondition(certificate, 'Ready');
  const issuing = reportedCondition(certificate, 'Issuing');
  const { namespace } = certificate.metadata;
  if (ready?.status === 'False') {
    const isSlow = textsOf(fieldsOf(certificate.spec).dnsNames).some(name =>
      provenByDns.has(`${namespace}/${name}`),
    );
    const grace = isSlow ? DNS_GRACE : GRACE;
    return olderThan(snapshot, ready.since, grace) ? ready : undefined;
  }
  const { failedIssuanceAttempts } = fieldsOf(certificate.status);
  const hasFailed = (numberOf(failedIssuanceAttempts) ?? 0) > 0;
  return hasFailed &&
    issuing &&
    (issuing.status === 'False' ||
      olderThan(snapshot, issuing.since, RENEWAL_GRACE))
    ? issuing
    : undefined;
}

/** Names, with their namespace, for which a challenge by DNS is under way. */
function namesProvenByDns(snapshot: ClusterSnapshot) {
  return new Set(
    snapshot.all(CERT_MANAGER_KINDS.challenge).flatMap(challenge => {
      const { type, dnsName, wildcard } = fieldsOf(challenge.spec);
      const name = wildcard === true ? `*.${dnsName}` : dnsName;
      return type === 'DNS-01'
        ? [`${challenge.metadata.namespace}/${name}`]
        : [];
    }),
  );
}

function endsSoon(notAfter: string | undefined, snapshot: ClusterSnapshot) {
  const end = Date.parse(notAfter ?? '');
  return end - snapshot.capturedAt.getTime() < SOON;
}
