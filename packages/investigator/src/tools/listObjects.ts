import {
  KubernetesObject,
  matchesSelector,
  referenceTo,
} from '@opsagent/engine';
import { z } from 'zod';
import { kindArgument, namespaceArgument } from './arguments';
import { assertInScope, unreadKind } from './lookUp';
import { summarize } from './summarize';
import { tellFirst } from './tellFirst';
import { defineClusterTool } from './Tool';

const MOST_OBJECTS = 50;

/** The objects of one kind, a line each. */
export const listObjects = defineClusterTool({
  name: 'list_objects',
  description:
    'Lists objects of one kind in one namespace, or of a kind that belongs to no namespace, with a line of status each.',
  schema: z.strictObject({
    kind: kindArgument,
    namespace: namespaceArgument,
    labels: z
      .array(z.strictObject({ key: z.string(), value: z.string() }))
      .max(20)
      .nullable()
      .describe('Only objects that carry all of these labels'),
  }),

  async run({ kind, namespace, labels }, context) {
    assertInScope(namespace, context);
    const wanted = Object.fromEntries(
      (labels ?? []).map(({ key, value }) => [key, value]),
    );
    const unread = unreadKind(kind, namespace ?? undefined, context);
    const objects = (
      context.snapshot.inNamespace(
        kind,
        namespace ?? undefined,
      ) as readonly KubernetesObject[]
    ).filter(
      object =>
        context.scope.includesObject(referenceTo(object)) &&
        matchesSelector({ matchLabels: wanted }, object.metadata.labels ?? {}),
    );
    const told = tellFirst(MOST_OBJECTS, objects, {
      factOf: object => ({
        kind: 'summary',
        about: referenceTo(object),
        text: summarize(object),
      }),
      rest: 'more; ask with labels',
      ...(unread ? {} : { nothing: 'There is no such object.' }),
    });
    return { ...told, facts: [...(unread ? [unread] : []), ...told.facts] };
  },
});
