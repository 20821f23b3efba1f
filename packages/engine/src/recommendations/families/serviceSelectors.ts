import { nameOf } from '../../detectors/shared/sightings';
import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { blank, kubectl } from '../kubectl';
import { RecommendationRule, Requirement } from '../RecommendationRule';
import { Situation } from '../Situation';
import { look, operations, patchStep, pointer, replace, test } from '../steps';

type Service = KnownKinds['Service'];

/** The Service's selector with the values, or else the keys, that the nearest workload's pods carry. */
function selectorMeant({ graph }: Situation, service: Service) {
  const { namespace } = service.metadata;
  const selector = service.spec?.selector ?? {};
  const nearest = graph.nearestWorkload(namespace, selector);
  if (!nearest) return undefined;
  const { labels, workload } = nearest;
  const corrected = Object.fromEntries(
    Object.entries(selector).flatMap(([key, value]) => {
      if (labels[key] !== undefined) return [[key, labels[key]]];
      const [other] =
        Object.entries(labels).find(each => each[1] === value) ?? [];
      return other ? [[other, value]] : [];
    }),
  );
  const own = (
    workload.spec as { selector?: { matchLabels?: Record<string, string> } }
  )?.selector?.matchLabels;
  const isUnique = (candidate: Record<string, string>) =>
    Object.keys(candidate).length > 0 &&
    graph
      .workloadsStamping(namespace, candidate)
      .filter(
        ({ metadata }) =>
          !metadata.ownerReferences?.some(each => each.controller),
      ).length === 1;
  const proposed = [corrected, { ...corrected, ...own }].find(isUnique);
  return proposed && { proposed, workload: referenceTo(workload) };
}

const onlyOneWorkload: Requirement = {
  text: 'The new selector matches pods of one workload only, and no switch between two of them is under way',
};

export const serviceSelectorRules: readonly RecommendationRule[] = [
  {
    id: 'fix-service-selector',
    title: 'Let the Service select its pods',
    causes: ['service-selector-wrong'],
    action: 'patch-selector',
    risk: 'low',
    prior: 0.94,
    minutes: 2,
    requires: [onlyOneWorkload],
    verify: 'The Service has ready endpoints, all of one workload',
    undo: 'Write the former selector again',
    plan(situation) {
      const service = situation.object('Service');
      if (!service) return undefined;
      const target = referenceTo(service);
      const current = service.spec?.selector ?? {};
      const meant = selectorMeant(situation, service);
      const selector =
        meant?.proposed ??
        blank(
          'SELECTOR',
          'labels that the pods it is meant for carry, and no others',
        );
      const path = pointer('spec', 'selector');
      return {
        target,
        parameters: [
          meant && {
            name: 'selector',
            current,
            proposed: meant.proposed,
            because: `${nameOf(meant.workload)} comes closest, and its pods carry it`,
          },
        ],
        steps: [
          look(
            'See what labels the pods carry',
            kubectl`get pods -n ${target.namespace} --show-labels`,
          ),
          patchStep(
            'Correct the selector',
            operations(target, test(path, current), replace(path, selector)),
          ),
        ],
        rollback: [
          patchStep(
            'Write the former selector again',
            operations(target, replace(path, current)),
          ),
        ],
        verification: [
          look(
            'See its endpoints',
            kubectl`get endpointslices -n ${target.namespace} -l kubernetes.io/service-name=${target.name}`,
          ),
        ],
      };
    },
  },
];
