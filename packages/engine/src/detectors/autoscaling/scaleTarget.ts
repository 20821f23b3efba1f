import { ObjectReference } from '../../findings/Finding';
import { KnownKinds } from '../../snapshot/objects';

/** The object that an autoscaler scales. */
export function targetOf({
  metadata,
  spec,
}: KnownKinds['HorizontalPodAutoscaler']): ObjectReference | undefined {
  const target = spec?.scaleTargetRef;
  if (!target?.kind || !target.name) return undefined;
  const { apiVersion, kind, name } = target;
  return { apiVersion, kind, namespace: metadata.namespace, name };
}
