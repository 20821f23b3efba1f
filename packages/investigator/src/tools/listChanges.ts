import { changesIn, describeOfObject, RecordedChange } from '@opsagent/engine';
import { z } from 'zod';
import { namespaceArgument, nullableNumber } from './arguments';
import { assertInScope } from './lookUp';
import { tellFirst } from './tellFirst';
import { defineClusterTool } from './Tool';

const MOST_CHANGES = 40;

/** What was made, written, rolled out and deployed. */
export const listChanges = defineClusterTool({
  name: 'list_changes',
  description:
    'What was created, written, rolled out and deployed in a namespace, or outside of any, newest first: of rollouts which fields changed, of deployments by Helm, Argo CD and Flux which revision, of other writes only by which client.',
  schema: z.strictObject({
    namespace: namespaceArgument,
    since_minutes: nullableNumber({ least: 1, most: 525_600 }),
  }),

  async run({ namespace, since_minutes: minutes }, context) {
    assertInScope(namespace, context);
    const changes = changesIn(namespace ?? undefined, context).filter(
      ({ at, object }) =>
        context.scope.includesObject(object) &&
        (minutes === null ||
          (context.snapshot.age(at) ?? Infinity) <= minutes * 60_000),
    );
    return tellFirst(MOST_CHANGES, changes, {
      factOf: change => ({
        kind: 'change',
        about: change.object,
        at: change.at,
        text: describe(change),
      }),
      rest: 'older changes',
      nothing:
        'No change is recorded. Deletions leave no trace, nor does what a later write of the same client overwrote.',
    });
  },
});

function describe({ what, manager, revision, fields }: RecordedChange) {
  const by = manager ? ` by ${manager}` : '';
  return [
    `was ${what}${by}${revision ? `: ${revision}` : ''}`,
    ...(fields ?? []).map(
      field => `${field.path} ${describeOfObject(field).join(' ')}`,
    ),
  ].join('\n');
}
