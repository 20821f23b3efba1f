import type { KubernetesObject } from '@opsagent/engine';
import type { ResourceType } from '../api/ResourceType';
import { columnsOf } from './columns';
import { META_VERSION, metadataOf } from './metadataOf';

/** What a table row carries beside its cells. */
export type IncludedObject = 'None' | 'Metadata' | 'Object';

/** A `Table`, in which `kubectl get` asks for objects so that the server chooses the columns. */
export function tableOf(
  type: ResourceType,
  objects: readonly KubernetesObject[],
  options: { metadata: object; now: Date; includeObject: IncludedObject },
) {
  const columns = columnsOf(type);
  return {
    kind: 'Table',
    apiVersion: META_VERSION,
    metadata: options.metadata,
    columnDefinitions: columns.map(({ name, wide }) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority: wide ? 1 : 0,
    })),
    rows: objects.map(object => ({
      cells: columns.map(column => column.cell(object, options.now)),
      object: included(object, options.includeObject),
    })),
  };
}

function included(object: KubernetesObject, wanted: IncludedObject) {
  switch (wanted) {
    case 'None':
      return null;
    case 'Object':
      return object;
    default:
      return metadataOf(object);
  }
}
