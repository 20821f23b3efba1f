import { ISTIO_KINDS, PROXY } from '../../detectors/istio/istioKinds';
import { strictAuthentication } from '../../detectors/istio/PeerAuthentications';
import { declaredContainers } from '../../detectors/shared/containers';
import { nameOf } from '../../detectors/shared/sightings';
import { absence, field, referenceTo } from '../../findings/evidence';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { fieldsOf } from '../../snapshot/untyped';
import { Cause, CauseContext } from '../Cause';
import { proof } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { toldBy } from '../reading/told';

type Pod = KnownKinds['Pod'];

const PROVED_BY: readonly string[] = [
  'istio.mtls-conflict',
  'istio.sidecar-missing',
];
/** The label by which a namespace or pod joins the mesh without a proxy of its own. */
const DATA_PLANE = 'istio.io/dataplane-mode';

/** A client cannot speak the mutual TLS that policies of the mesh demand of it. */
export const meshPolicyConflict: Cause = {
  id: 'mesh-policy-conflict',
  title: 'Policies of the mesh contradict each other',
  explains: [...PROVED_BY, ...failingContainers],
  provedBy: PROVED_BY,
  documentation: {
    speaks:
      'A workload demands mutual TLS that its callers do not speak, or lacks the proxy that its namespace asks for. So does a Service whose pods all take mutual TLS only, where the log of a container without the mesh’s proxy says that it resets the connection.',
    silent:
      'Not named where a narrower policy makes the exception, for clients in the ambient mesh, nor while PeerAuthentications, pods or namespaces were not read.',
    sources: [
      'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
      'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
      'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
    ],
  },

  *assess(context) {
    const { finding, failures, services } = context;
    if (PROVED_BY.includes(finding.detector)) {
      yield proof(context);
      return;
    }
    const [client] = failures.map(each => each.container.pod);
    if (!client || speaksMutualTls(client, context)) return;
    const demands = new Map<string, Demand>();
    const told = toldBy(failures, ['log.connection-reset'], ({ host }) => {
      const found = host && demandAt(services.resolve(host, client), context);
      if (found) demands.set(host, found);
      return Boolean(found);
    });
    const demand = demands.get(told?.match.host ?? '');
    if (!told || !demand) return;
    const { authentication, service } = demand;
    yield {
      subject: referenceTo(authentication),
      message: `${nameOf(referenceTo(authentication))} makes the pods of ${nameOf(referenceTo(service))} take mutual TLS only, which ${nameOf(finding.subject)} cannot speak without the mesh’s proxy`,
      evidence: [
        ...told.evidence,
        {
          evidence: field(
            authentication,
            'spec.mtls.mode',
            fieldsOf(fieldsOf(authentication.spec).mtls).mode,
          ),
          as: 'contradiction',
        },
        { evidence: absence(referenceTo(client), `container ${PROXY}`) },
      ],
    };
  },
};

interface Demand {
  service: KnownKinds['Service'];
  authentication: KubernetesObject;
}

/** What makes every pod behind a Service of the mesh take mutual TLS only. */
function demandAt(
  target: ReturnType<CauseContext['services']['resolve']>,
  { snapshot, graph }: CauseContext,
): Demand | undefined {
  if (target?.kind !== 'service' || target.lookup.state !== 'present')
    return undefined;
  const service = target.lookup.object;
  const demands = graph
    .podsSelectedBy(service)
    .map(pod =>
      hasProxy(pod) ? strictAuthentication(pod, snapshot) : undefined,
    );
  const [authentication] = demands;
  return authentication && !demands.includes(undefined)
    ? { service, authentication }
    : undefined;
}

/** By its own proxy or by that of its node. True as well where nothing was read that could tell. */
function speaksMutualTls(pod: Pod, { snapshot }: CauseContext) {
  const { namespace, labels } = pod.metadata;
  const { peerAuthentication } = ISTIO_KINDS;
  if (snapshot.all(peerAuthentication).length === 0) return true;
  const own = snapshot.get('Namespace', undefined, namespace);
  return (
    !own ||
    hasProxy(pod) ||
    [labels, own.metadata.labels].some(each => each?.[DATA_PLANE] === 'ambient')
  );
}

function hasProxy(pod: Pod) {
  return declaredContainers(pod).some(each => each.container.name === PROXY);
}
