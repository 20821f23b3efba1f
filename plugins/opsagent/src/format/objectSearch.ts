import { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
  KUBERNETES_NAMESPACE,
} from '../annotations';

export interface ObjectSearch {
  /** The label selector that finds the entity's objects. */
  selector: string;
  /** The one namespace that is searched; undefined for all. */
  namespace?: string;
  /** What to write, and where, so that the objects are found. */
  snippet: string;
  /** Whether the entity gives a selector of its own. */
  custom: boolean;
}

/**
 * How an entity's objects are looked for, by the annotations of the Kubernetes plugin; the selector wins over the id.
 *
 * @see https://backstage.io/docs/features/kubernetes/configuration/#surfacing-your-kubernetes-components-as-part-of-an-entity
 */
export function objectSearch({ metadata }: Entity): ObjectSearch {
  const annotations = metadata.annotations ?? {};
  const namespace = annotations[KUBERNETES_NAMESPACE];
  const custom = annotations[KUBERNETES_LABEL_SELECTOR];
  if (custom) {
    const lines = ['metadata:', '  annotations:'];
    lines.push(`    ${KUBERNETES_LABEL_SELECTOR}: '${custom}'`);
    if (namespace) lines.push(`    ${KUBERNETES_NAMESPACE}: ${namespace}`);
    return {
      selector: custom,
      namespace,
      snippet: lines.join('\n'),
      custom: true,
    };
  }
  const id = annotations[KUBERNETES_ID] ?? metadata.name;
  return {
    selector: `${KUBERNETES_ID}=${id}`,
    namespace,
    snippet: [
      'metadata:',
      '  labels:',
      `    ${KUBERNETES_ID}: ${id}`,
      'spec:',
      '  template:',
      '    metadata:',
      '      labels:',
      `        ${KUBERNETES_ID}: ${id}`,
    ].join('\n'),
    custom: false,
  };
}
