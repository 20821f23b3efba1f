import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft } from '../detectorFamily';
import {
  idleWorkloadsBehind,
  mayBeScaledByOthers,
} from '../shared/idleWorkloads';
import {
  BackendUse,
  ingressBackends,
  isAnnotationBackend,
} from '../shared/ingressBackends';
import { lacksReadyEndpoints } from '../shared/readyEndpoints';
import { servicePort } from '../shared/servicePort';
import { nameOf } from '../shared/sightings';

/** Ingresses that route to a Service port behind which nothing is ready: requests to them are answered with an error. */
export function ingressesWithoutEndpoints(
  context: DetectionContext,
  grace: number,
): FamilyDraft[] {
  const collected = new DraftCollector();
  for (const ingress of context.snapshot.all('Ingress')) {
    if (ingress.metadata.deletionTimestamp) continue;
    for (const use of ingressBackends(ingress)) {
      const service = emptyService(ingress, use, grace, context);
      if (!service) continue;
      const { namespace, name } = service.metadata;
      const port = use.backend.service?.port;
      collected.add({
        detector: 'ref.backend-no-endpoints',
        subject: referenceTo(ingress),
        key: `${namespace}/${name}`,
        severity: 'high',
        message: `${nameOf(referenceTo(ingress))} routes to Service ${namespace}/${name}, which has no ready endpoint for port ${port?.name ?? port?.number}`,
        evidence: [
          field(ingress, use.path, use.backend),
          field(service, 'spec.ports', service.spec?.ports),
        ],
      });
    }
  }
  return collected.drafts();
}

/** The Service of a backend when it exists, has the port, and nothing answers behind it. */
function emptyService(
  ingress: KnownKinds['Ingress'],
  { backend }: BackendUse,
  grace: number,
  context: DetectionContext,
): KnownKinds['Service'] | undefined {
  const { name, port } = backend.service ?? {};
  if (!name || isAnnotationBackend(ingress, backend)) return undefined;
  const { namespace } = ingress.metadata;
  const service = context.snapshot.get('Service', namespace, name);
  const target = service && servicePort(service, port ?? {});
  if (!service || !target) return undefined;
  if (!lacksReadyEndpoints(service, target, grace, context)) return undefined;
  const isAsleep = idleWorkloadsBehind(service, context).some(each =>
    mayBeScaledByOthers(each, context),
  );
  return isAsleep ? undefined : service;
}
