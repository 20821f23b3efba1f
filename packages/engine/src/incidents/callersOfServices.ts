import { append } from '../append';
import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { referenceKey } from '../findings/referenceKey';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';

interface CalledService {
  namespace?: string;
  name?: string;
}

/** Objects that have the API server call a Service, by its key: webhooks for admission and conversion, and aggregated APIs. */
export function callersOfServices(
  snapshot: ClusterSnapshot,
): ReadonlyMap<string, readonly ObjectReference[]> {
  const callers = new Map<string, ObjectReference[]>();
  const add = (
    caller: Parameters<typeof referenceTo>[0],
    services: Iterable<CalledService | undefined>,
  ) => {
    const keys = new Set<string>();
    for (const service of services)
      if (service?.name && service.namespace)
        keys.add(
          referenceKey({
            kind: 'Service',
            namespace: service.namespace,
            name: service.name,
          }),
        );
    for (const key of keys) append(callers, key, referenceTo(caller));
  };
  for (const kind of [
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ] as const)
    for (const each of snapshot.all(kind))
      add(
        each,
        (each.webhooks ?? []).map(({ clientConfig }) => clientConfig?.service),
      );
  for (const each of snapshot.all('APIService'))
    add(each, [each.spec?.service]);
  for (const each of snapshot.all('CustomResourceDefinition'))
    add(each, [each.spec?.conversion?.webhook?.clientConfig?.service]);
  return callers;
}
