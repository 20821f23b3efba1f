import { configReferencesOf } from '../../detectors/configuration/references';
import { ObjectReference } from '../../findings/Finding';
import { matchesSelector } from '../../graph/labels';
import { KnownKinds } from '../../snapshot/objects';
import { Revision } from '../../causes/changes/RevisionHistory';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, hasRollout, history, look, watch } from '../steps';
import { brokenReference } from './configuration';

/** A workload, and the revision of it that did not have the fault. */
interface WayBack {
  owner: ObjectReference;
  bad: Revision;
  good: Revision;
  because: string;
}

/** The newest revision before the present one that fits. */
function revisionThat(
  fits: (revision: Revision) => boolean,
  owner: ObjectReference,
  { surroundings }: Situation,
): Pick<WayBack, 'owner' | 'bad' | 'good'> | undefined {
  const [bad, ...older] = surroundings.history.revisionsOf(owner);
  const good = older.find(fits);
  return good && !fits(bad) ? { owner, bad, good } : undefined;
}

/** Before a release the template did not refer to what does not exist. */
function beforeReference(situation: Situation): WayBack | undefined {
  const { owner, namespace } = situation;
  const missing = brokenReference(situation);
  if (!missing) return undefined;
  const { kind, name, key } = missing;
  const found = revisionThat(
    ({ template }) => {
      const pod = {
        metadata: { name: '', namespace },
        spec: template.spec,
      } as KnownKinds['Pod'];
      return !configReferencesOf(pod).some(
        each =>
          each.kind === kind &&
          each.name === name &&
          (key === undefined || each.key === key),
      );
    },
    owner,
    situation,
  );
  return found && { ...found, because: 'it does not refer to what is missing' };
}

/** Before a release the pods asked for other nodes, and some carry the labels that they asked for. */
function beforePlacement(situation: Situation): WayBack | undefined {
  const { owner, template, snapshot } = situation;
  const placement = (of: Revision['template'] | undefined) =>
    JSON.stringify([of?.spec?.nodeSelector, of?.spec?.affinity?.nodeAffinity]);
  const present = placement(template);
  const found = revisionThat(
    each =>
      placement(each.template) !== present &&
      snapshot
        .all('Node')
        .some(({ metadata }) =>
          matchesSelector(
            { matchLabels: each.template.spec?.nodeSelector ?? {} },
            metadata.labels,
          ),
        ),
    owner,
    situation,
  );
  return found && { ...found, because: 'it asked for other nodes' };
}

/** Before a release the pods carried the labels that the Service selects. */
function beforeLabels(situation: Situation): WayBack | undefined {
  const service = situation.object('Service');
  const selector = service?.spec?.selector;
  if (!service || !selector) return undefined;
  const { graph } = situation;
  const fits = ({ template }: Revision) =>
    matchesSelector({ matchLabels: selector }, template.metadata?.labels);
  for (const each of graph.workloadsStamping(
    service.metadata.namespace,
    selector,
  )) {
    const found = revisionThat(fits, graph.topOwner(each), situation);
    if (found)
      return { ...found, because: 'its pods carry what the Service selects' };
  }
  return undefined;
}

const WAYS: Readonly<
  Record<string, (situation: Situation) => WayBack | undefined>
> = {
  'config-reference-missing': beforeReference,
  'placement-rule-unfit': beforePlacement,
  'service-selector-wrong': beforeLabels,
};

export const rollbackChangeRules: readonly RecommendationRule[] = [
  {
    id: 'rollback-change',
    title: 'Return to the revision before the change',
    causes: Object.keys(WAYS),
    action: 'rollout-undo',
    risk: 'medium',
    prior: 0.8,
    minutes: 5,
    requires: [
      'Between the two revisions no schema was changed, and what the earlier one reads is still there',
    ],
    verify: 'The pods are ready',
    undo: 'Roll out the newer revision again',
    plan(situation) {
      const way = WAYS[situation.answers]?.(situation);
      if (!way || !hasRollout(way.owner)) return undefined;
      const { owner, bad, good, because } = way;
      return {
        target: owner,
        parameters: [
          {
            name: 'REVISION',
            current: bad.number,
            proposed: good.number,
            because,
          },
        ],
        steps: [
          look('Compare the two revisions', history(owner, good.number)),
          change(
            'Roll back',
            kubectl`rollout undo ${on(owner)} --to-revision=${good.number}`,
          ),
          watch(owner),
        ],
        rollback: [
          change(
            'Roll out the newer revision again',
            kubectl`rollout undo ${on(owner)} --to-revision=${bad.number}`,
          ),
        ],
      };
    },
  },
];
