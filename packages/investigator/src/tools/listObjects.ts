import {
  KubernetesObject,
  matchesSelector,
  referenceTo,
  resourceOfKind,
} from '@opsagent/engine';
import { z } from 'zod';
import { kindArgument, namespaceArgument } from './arguments';
import { rowOf } from './columns/rowOf';
import { kindOf } from './kinds/kindOf';
import { assertInScope, namespaceFor, unreadKind } from './lookUp';
import { outOfScope } from './outOfScope';
import { tellFirst } from './tellFirst';
import { ClusterToolContext, defineClusterTool } from './Tool';

const MOST_OBJECTS = 50;

/** The objects of one kind, a line each. */
export const listObjects = defineClusterTool({
  name: 'list_objects',
  description:
    'Lists objects of one kind, a line each, as kubectl get -o wide would; of Pods also the state of each container now and before, with times and exit codes.',
  schema: z.strictObject({
    kind: kindArgument,
    namespace: namespaceArgument.describe(
      'null for all, and for kinds that have none',
    ),
    labels: z
      .preprocess(
        written => (written === undefined ? null : written),
        z
          .array(z.strictObject({ key: z.string(), value: z.string() }))
          .max(20)
          .nullable(),
      )
      .describe('Only what carries all of these; null for all'),
  }),

  async run({ kind: written, namespace: place, labels }, context) {
    const kind = kindOf(written, context.snapshot);
    const namespace = namespaceFor(kind, place);
    assertInScope(namespace, context);
    const wanted = Object.fromEntries(
      (labels ?? []).map(({ key, value }) => [key, value]),
    );
    const unread = unreadKinds(kind, namespace, context);
    const all = objectsOf(kind, namespace, context);
    const visible = all.filter(object =>
      context.scope.includesObject(referenceTo(object)),
    );
    const objects = visible.filter(object =>
      matchesSelector({ matchLabels: wanted }, object.metadata.labels ?? {}),
    );
    const told = tellFirst(MOST_OBJECTS, objects, {
      factOf: object => ({
        kind: 'summary',
        about: referenceTo(object),
        text: rowOf(context.privacy.withoutCredentials(object)),
      }),
      rest: 'more; ask with labels or a namespace',
      ...(unread.length > 0
        ? {}
        : { nothing: nothingOf(kind, namespace, visible.length) }),
    });
    return {
      ...told,
      ...outOfScope(all.length - visible.length, told.note, context),
      facts: [...unread, ...told.facts],
    };
  },
});

function objectsOf(
  kind: string,
  namespace: string | null,
  { snapshot }: ClusterToolContext,
) {
  return (
    namespace === null
      ? snapshot.all(kind)
      : snapshot.inNamespace(kind, namespace)
  ) as readonly KubernetesObject[];
}

/** Of some namespaces each by itself: one may be unread. */
function unreadKinds(
  kind: string,
  namespace: string | null,
  context: ClusterToolContext,
) {
  const { namespaces } = context.scope;
  const places =
    namespace === null && namespaces && resourceOfKind(kind)?.namespaced
      ? [...namespaces]
      : [namespace ?? undefined];
  return places.flatMap(each => unreadKind(kind, each, context) ?? []);
}

function nothingOf(kind: string, namespace: string | null, others: number) {
  const where = namespace === null ? '' : ` in namespace ${namespace}`;
  return others > 0
    ? `None of the ${others} objects of kind ${kind}${where} carries these labels.`
    : `There is no ${kind}${where}.`;
}
