import { field, referenceTo } from '../../findings/evidence';
import { ObjectReference } from '../../findings/Finding';
import { append } from '../../append';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { reportedCondition } from '../shared/reportedCondition';
import { nameOf } from '../shared/sightings';
import { CERT_MANAGER_KINDS } from './certManagerKinds';

const { certificate, challenge, order } = CERT_MANAGER_KINDS;
const GRACE = minutes(30);
const FAILED: readonly string[] = ['invalid', 'errored', 'expired'];
const CERTIFICATE_NAME = 'cert-manager.io/certificate-name';

/** Proofs that a certificate authority asked for and did not get. */
export const challenges: Detector = {
  id: 'certmanager.challenge-failing',
  title: 'Proof for a certificate fails',
  tier: 'problem',
  kinds: [challenge, order, certificate],
  documentation: {
    speaks:
      'A challenge of an ACME order has failed, or is not settled after half an hour, or the newest order of a Certificate that is not ready has failed.',
    silent: 'Orders of Certificates that are ready, and superseded orders.',
    sources: ['https://cert-manager.io/docs/troubleshooting/acme/'],
  },

  detect({ snapshot }) {
    const collected = new DraftCollector();
    const add = (object: KubernetesObject, subject: ObjectReference) => {
      const { state, reason } = fieldsOf(object.status);
      const { dnsName } = fieldsOf(object.spec);
      collected.add({
        detector: 'certmanager.challenge-failing',
        subject,
        key: textOf(dnsName) ?? textOf(state),
        severity: 'medium',
        message: `${nameOf(referenceTo(object))} is ${textOf(state) ?? 'not settled'}: ${textOf(reason) ?? 'no reason given'}`,
        evidence: [
          ...(dnsName ? [field(object, 'spec.dnsName', dnsName)] : []),
          field(object, 'status.state', state),
          field(object, 'status.reason', reason),
        ],
        affected: [referenceTo(object)],
      });
    };
    for (const each of snapshot.all(challenge)) {
      if (isUnsettled(each, snapshot))
        add(each, certificateOf(orderOf(each, snapshot) ?? each, snapshot));
    }
    for (const each of newestOrders(snapshot)) {
      const { state, failureTime } = fieldsOf(each.status);
      if (!FAILED.includes(textOf(state) ?? '')) continue;
      if (!olderThan(snapshot, textOf(failureTime), 0)) continue;
      const subject = certificateOf(each, snapshot);
      const found = snapshot.get(certificate, subject.namespace, subject.name);
      if (found && reportedCondition(found, 'Ready')?.status === 'False')
        add(each, subject);
    }
    return collected.drafts();
  },
};

function isUnsettled(
  { metadata, status }: KubernetesObject,
  snapshot: ClusterSnapshot,
) {
  if (metadata.deletionTimestamp) return false;
  const state = textOf(fieldsOf(status).state) ?? 'pending';
  if (FAILED.includes(state)) return true;
  return (
    state === 'pending' &&
    olderThan(snapshot, metadata.creationTimestamp, GRACE)
  );
}

function orderOf({ metadata }: KubernetesObject, snapshot: ClusterSnapshot) {
  const owner = metadata.ownerReferences?.find(each => each.kind === 'Order');
  return owner && snapshot.get(order, metadata.namespace, owner.name);
}

/** The Certificate that an order is for, else the order itself. */
function certificateOf(
  object: KubernetesObject,
  snapshot: ClusterSnapshot,
): ObjectReference {
  const name = object.metadata.annotations?.[CERTIFICATE_NAME];
  const found = snapshot.get(certificate, object.metadata.namespace, name);
  return referenceTo(found ?? object);
}

function newestOrders(snapshot: ClusterSnapshot) {
  const byCertificate = new Map<string, KubernetesObject[]>();
  for (const each of snapshot.all(order)) {
    const { annotations, namespace, deletionTimestamp } = each.metadata;
    const name = annotations?.[CERTIFICATE_NAME];
    if (name && !deletionTimestamp)
      append(byCertificate, `${namespace}/${name}`, each);
  }
  const time = ({ metadata }: KubernetesObject) =>
    Date.parse(metadata.creationTimestamp ?? '') || 0;
  return [...byCertificate.values()].map(orders =>
    orders.reduce((newest, each) =>
      time(each) > time(newest) ? each : newest,
    ),
  );
}
