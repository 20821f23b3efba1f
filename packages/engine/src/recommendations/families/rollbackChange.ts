import { configReferencesOf } from '../../detectors/configuration/references';
import { ObjectReference } from '../../findings/Finding';
import { matchesSelector } from '../../graph/labels';
import { KnownKinds } from '../../snapshot/objects';
import { nodeBlockers } from '../../scheduling/nodeBlockers';
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

/** A pod as a revision makes it. */
function stamped({ template }: Revision, { namespace }: Situation) {
  return {
    metadata: { name: '', namespace },
    spec: template.spec,
  } as KnownKinds['Pod'];
}

/** Before a release the template did not refer to what does not exist. */
function beforeReference(situation: Situation): WayBack | undefined {
  const { owner } = situation;
  const missing = brokenReference(situation);
  if (!missing) return undefined;
  const { kind, name, key } = missing;
  const found = revisionThat(
    revision =>
      !configReferencesOf(stamped(revision, situation)).some(
        each =>
          each.kind === kind &&
          each.name === name &&
          (key === undefined || each.key === key),
      ),
    owner,
    situation,
  );
  return found && { ...found, because: 'it does not refer to what is missing' };
}

/** Before a release the pods asked for other nodes, and the scheduler would find one for them. */
function beforePlacement(situation: Situation): WayBack | undefined {
  const { owner, snapshot } = situation;
  const nodes = snapshot
    .all('Node')
    .filter(node => !node.metadata.deletionTimestamp);
  const found = revisionThat(
    revision => {
      const pod = stamped(revision, situation);
      const name = pod.spec?.nodeName;
      return nodes.some(node =>
        // Who names a node asks no scheduler.
        name
          ? node.metadata.name === name
          : nodeBlockers(pod, node).length === 0,
      );
    },
    owner,
    situation,
  );
  return found && placementOf(found.good) !== placementOf(found.bad)
    ? { ...found, because: 'it asked for other nodes' }
    : undefined;
}

function placementOf({ template }: Revision) {
  const { nodeName, nodeSelector, affinity } = template.spec ?? {};
  return JSON.stringify([nodeName, nodeSelector, affinity?.nodeAffinity]);
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
