import { absence, field, referenceTo } from '../../findings/evidence';
import { formatSelector } from '../../graph/labels';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, labelsOf, listOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { nameOf } from '../shared/sightings';
import { Destination, destinationsOf } from './destinations';
import { DestinationRules } from './DestinationRules';
import { ISTIO_KINDS } from './istioKinds';
import { MeshHosts, serviceOf } from './MeshHosts';
import { settledObjects } from './settledObjects';

/** Subsets to which VirtualServices send traffic and which no rule defines or no pod belongs to. */
export const subsets = detectorFamily({
  rows: [
    {
      id: 'istio.subset-undefined',
      title: 'VirtualService names a subset that no DestinationRule defines',
      documentation: {
        speaks:
          'A destination names a subset, and none of the DestinationRules for its host defines it: its requests are answered with 503.',
        silent: 'DestinationRules were not read in all namespaces.',
      },
    },
    {
      id: 'istio.subset-empty',
      title: 'No pod belongs to a subset that gets traffic',
      concludesFrom: ['Pod', 'Service'],
      documentation: {
        speaks:
          'A VirtualService sends traffic to a subset, and no pod that the Service selects carries the labels of the subset.',
        silent: 'Subsets without traffic, as before and after a rollout.',
      },
    },
  ],
  tier: 'problem',
  kinds: [ISTIO_KINDS.virtualService, ISTIO_KINDS.destinationRule],
  documentation: {
    sources: [
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
      'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
    ],
  },

  read(context) {
    const { snapshot } = context;
    const rules = new DestinationRules(snapshot);
    const collected = new DraftCollector();
    for (const route of settledObjects(snapshot, ISTIO_KINDS.virtualService)) {
      for (const destination of destinationsOf(route)) {
        if (!destination.subset || destination.host.includes('*')) continue;
        const fault = faultOf(route, destination, rules, context);
        if (fault) collected.add(fault);
      }
    }
    return collected.drafts();
  },
});

function faultOf(
  route: KubernetesObject,
  destination: Destination,
  rules: DestinationRules,
  context: DetectionContext,
): FamilyDraft | undefined {
  const { host, subset = '' } = destination;
  const fullName = MeshHosts.fullName(host, route.metadata.namespace);
  const candidates = rules.for(fullName);
  for (const rule of candidates) {
    const all = listOf(fieldsOf(rule.spec).subsets);
    const index = all.findIndex(each => each.name === subset);
    if (index < 0) continue;
    const labels = labelsOf(all[index].labels);
    const path = `spec.subsets[${index}]`;
    return destination.isUsed
      ? emptySubset({ rule, labels, path, fullName, subset, route }, context)
      : undefined;
  }
  return undefinedSubset(route, destination, candidates, context);
}

function undefinedSubset(
  route: KubernetesObject,
  { host, subset, isUsed, path, value }: Destination,
  candidates: readonly KubernetesObject[],
  { snapshot }: DetectionContext,
): FamilyDraft | undefined {
  const { destinationRule } = ISTIO_KINDS;
  if (snapshot.readState(destinationRule) !== 'complete') return undefined;
  return {
    detector: 'istio.subset-undefined',
    subject: referenceTo(route),
    key: `${host}/${subset}`,
    severity: isUsed ? 'high' : 'low',
    message: `${nameOf(referenceTo(route))} sends traffic to subset ${subset} of ${host}, which no DestinationRule defines`,
    evidence: [
      field(route, path, value),
      ...(candidates.length > 0
        ? candidates.map(rule =>
            field(rule, 'spec.subsets', fieldsOf(rule.spec).subsets),
          )
        : [
            absence({
              apiVersion: 'networking.istio.io/v1',
              kind: 'DestinationRule',
              namespace: route.metadata.namespace,
              name: host,
            }),
          ]),
    ],
  };
}

interface Subset {
  rule: KubernetesObject;
  labels: Readonly<Record<string, string>>;
  path: string;
  fullName: string;
  subset: string;
  route: KubernetesObject;
}

function emptySubset(
  { rule, labels, path, fullName, subset, route }: Subset,
  { snapshot, graph }: DetectionContext,
): FamilyDraft | undefined {
  const name = serviceOf(fullName);
  const service = name && snapshot.get('Service', name.namespace, name.name);
  const selector = service?.spec?.selector;
  if (!service || !selector || Object.keys(labels).length === 0)
    return undefined;
  const { namespace } = service.metadata;
  if (snapshot.readState('Pod', namespace) !== 'complete') return undefined;
  const isContradiction = Object.entries(labels).some(
    ([key, value]) => key in selector && selector[key] !== value,
  );
  const wanted = { ...selector, ...labels };
  if (!isContradiction && graph.podsMatching(namespace, wanted).length > 0)
    return undefined;
  // A Service without any pods is told of as such.
  if (graph.podsMatching(namespace, selector).length === 0) return undefined;
  return {
    detector: 'istio.subset-empty',
    subject: referenceTo(rule),
    key: subset,
    severity: 'high',
    message: `${nameOf(referenceTo(route))} sends traffic to subset ${subset} of ${nameOf(referenceTo(service))}, and no pod carries ${formatSelector(wanted)}`,
    evidence: [
      field(rule, `${path}.labels`, labels),
      field(service, 'spec.selector', selector),
    ],
    affected: [referenceTo(route)],
  };
}
