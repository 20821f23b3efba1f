import { field, referenceTo } from '../../findings/evidence';
import { enforcesPolicies } from '../../network/mayEnforcePolicies';
import { mayHaveOtherPolicies } from '../../network/mayHaveOtherPolicies';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft } from '../detectorFamily';
import { controllerPods } from '../ingress/controllerPods';
import { ingressClassOf } from '../ingress/ingressClassOf';
import {
  BackendUse,
  ingressBackends,
  isAnnotationBackend,
} from '../shared/ingressBackends';
import { servicePort } from '../shared/servicePort';
import { nameOf } from '../shared/sightings';
import { proxyComplaints } from './connectionSymptoms';
import { namesOf, ruleFields } from './policyWords';
import { Refusal, rememberingRefusals } from './refusalOf';

type Ingress = KnownKinds['Ingress'];
type Pod = KnownKinds['Pod'];

/** Ingresses whose controller, where it is known and runs in the cluster, policies keep from the pods of a backend. */
export function blockedBackends(context: DetectionContext): FamilyDraft[] {
  const { snapshot } = context;
  const collected = new DraftCollector();
  const refusalOf = rememberingRefusals(context);
  const controllers = new Map(
    snapshot
      .all('IngressClass')
      .map(each => [
        each.metadata.name,
        controllerPods(each, context).filter(
          pod => !pod.metadata.deletionTimestamp,
        ),
      ]),
  );
  for (const ingress of snapshot.all('Ingress')) {
    const proxies = controllers.get(ingressClassOf(ingress) ?? '') ?? [];
    if (proxies.length === 0 || ingress.metadata.deletionTimestamp) continue;
    for (const use of ingressBackends(ingress)) {
      const service = serviceOf(ingress, use, context);
      const target =
        service && servicePort(service, use.backend.service?.port ?? {});
      if (!service || !target) continue;
      const refusals = proxies.map(from =>
        refusalOf({ from, service, target }),
      );
      const [refusal] = refusals;
      if (!refusal || !refusals.every(Boolean)) continue;
      const draft = draftOf(ingress, use, refusal, proxies, context);
      if (draft) collected.add(draft);
    }
  }
  return collected.drafts();
}

function draftOf(
  ingress: Ingress,
  use: BackendUse,
  { providers, by, direction, port }: Refusal,
  proxies: readonly Pod[],
  { snapshot, graph }: DetectionContext,
): FamilyDraft | undefined {
  const complaints = proxies.flatMap(each =>
    proxyComplaints(each, providers, snapshot),
  );
  const hasComplained = complaints.length > 0;
  if (!hasComplained && mayHaveOtherPolicies(snapshot)) return undefined;
  const isProblem = hasComplained || enforcesPolicies(snapshot);
  const proxy = graph.topOwner(proxies[0]);
  const provider = graph.topOwner(providers[0]);
  return {
    detector: 'netpol.blocks-dependency',
    subject: referenceTo(ingress),
    key: `${nameOf(provider)}:${port}`,
    tier: isProblem ? 'problem' : 'risk',
    severity: isProblem ? 'high' : 'medium',
    message: `${nameOf(referenceTo(ingress))} is served by ${nameOf(proxy)}, to which ${namesOf(by)} ${by.length === 1 ? 'allows' : 'allow'} no ${direction} for port ${port} of ${nameOf(provider)}`,
    evidence: [
      ...ruleFields(by, direction),
      field(ingress, use.path, use.backend),
      ...complaints.slice(0, 1),
    ],
  };
}

function serviceOf(
  ingress: Ingress,
  { backend }: BackendUse,
  { snapshot }: DetectionContext,
) {
  const { name } = backend.service ?? {};
  return name && !isAnnotationBackend(ingress, backend)
    ? snapshot.get('Service', ingress.metadata.namespace, name)
    : undefined;
}
