import { absence, field, referenceTo } from '../../findings/evidence';
import { KubernetesObject } from '../../snapshot/objects';
import { listOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft } from '../detectorFamily';
import { isBeingIssued } from '../shared/isBeingIssued';
import { nameOf } from '../shared/sightings';
import { GATEWAY_API } from './gatewayKinds';
import { listenersOf } from './Listener';
import { ReferenceGrants } from './ReferenceGrants';

/** Certificates of a Gateway's listeners that do not exist or may not be used, one for each listener. */
export function* certificateFaults(
  gateway: KubernetesObject,
  grants: ReferenceGrants,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  for (const listener of listenersOf(gateway)) {
    if (listener.tls.mode === 'Passthrough') continue;
    const references = listOf(listener.tls.certificateRefs);
    for (const [index, reference] of references.entries()) {
      const name = textOf(reference.name);
      const kind = textOf(reference.kind) ?? 'Secret';
      if (!name || kind !== 'Secret' || textOf(reference.group)) continue;
      const { namespace: own } = gateway.metadata;
      const namespace = textOf(reference.namespace) ?? own;
      const secret = { apiVersion: 'v1', kind, namespace, name };
      const path = `${listener.path}.tls.certificateRefs[${index}]`;
      const draft = {
        detector: 'gateway.certificate-ref-invalid',
        subject: referenceTo(gateway),
        key: listener.name,
        severity: 'high' as const,
      };
      const words = `Listener ${listener.name} of ${nameOf(referenceTo(gateway))} needs the certificate in ${nameOf(secret)}`;
      const found = snapshot.lookup('Secret', namespace, name);
      if (found.state === 'absent') {
        if (isBeingIssued(gateway, { namespace, name }, snapshot)) continue;
        yield {
          ...draft,
          message: `${words}, which does not exist`,
          evidence: [field(gateway, path, reference), absence(secret)],
        };
        break;
      }
      const isRefused = grants.refuse({
        from: { group: GATEWAY_API, kind: 'Gateway', namespace: own },
        to: { group: '', kind, namespace, name },
      });
      if (!isRefused) continue;
      yield {
        ...draft,
        message: `${words}, which no ReferenceGrant of namespace ${namespace} allows`,
        evidence: [
          field(gateway, path, reference),
          absence(
            { apiVersion: 'v1', kind: 'Namespace', name: namespace ?? '' },
            `ReferenceGrant from Gateways of namespace ${own} to ${nameOf(secret)}`,
          ),
        ],
      };
      break;
    }
  }
}
