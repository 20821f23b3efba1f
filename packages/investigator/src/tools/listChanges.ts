import {
  changesIn,
  describeEvidence,
  describeObject,
  KubernetesObject,
  RecordedChange,
} from '@opsagent/engine';
import { z } from 'zod';
import { namespaceArgument } from './arguments';
import { assertInScope } from './lookUp';
import { tellFirst } from './tellFirst';
import { ClusterToolContext, defineClusterTool } from './Tool';

const MOST_CHANGES = 40;

/** What was made, written and rolled out. */
export const listChanges = defineClusterTool({
  name: 'list_changes',
  description:
    'What was created, written and rolled out in a namespace, or outside of any, newest first. For rollouts it says which fields changed; for other writes only that there was one, and by which client.',
  schema: z.strictObject({
    namespace: namespaceArgument,
    since_minutes: z.number().int().min(1).max(525_600).nullable(),
  }),

  async run({ namespace, since_minutes: minutes }, context) {
    assertInScope(namespace, context);
    const changes = changesIn(namespace ?? undefined, context).filter(
      ({ at, object }) =>
        context.scope.includesObject(object) &&
        (minutes === null ||
          (context.snapshot.age(at) ?? Infinity) <= minutes * 60_000),
    );
    if (changes.some(({ fields }) => fields))
      learnSettings(namespace ?? undefined, context);
    return tellFirst(MOST_CHANGES, changes, {
      factOf: change => ({
        kind: 'change',
        about: change.object,
        at: change.at,
        text: describe(change),
      }),
      rest: 'older changes',
      nothing: 'No change is recorded.',
    });
  },
});

/** What a rollout changed may be the value of an environment variable, which only the revisions show to be one. */
function learnSettings(
  namespace: string | undefined,
  { privacy, snapshot }: ClusterToolContext,
) {
  for (const kind of ['ReplicaSet', 'ControllerRevision'] as const)
    for (const revision of snapshot.inNamespace(kind, namespace))
      privacy.withoutCredentials(revision as KubernetesObject);
}

function describe({ object, what, manager, fields }: RecordedChange) {
  const by = manager ? ` by ${manager}` : '';
  return [
    `${describeObject(object)} was ${what}${by}`,
    ...(fields ?? []).flatMap(describeEvidence),
  ].join('\n');
}
