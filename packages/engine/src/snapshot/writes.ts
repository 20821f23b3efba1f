import { KubernetesObject } from './objects';

type Metadata = Pick<KubernetesObject, 'metadata'>['metadata'];
type Write = NonNullable<Metadata['managedFields']>[number];

/** Who wrote to an object and when, with the outermost of the fields they set and the API version they used, if it is not the one in which the object was read: all that a diagnosis reads of `managedFields`. */
export function reduceWrites(
  writes: readonly Write[] | undefined,
  readAs: string,
): Write[] | undefined {
  const reduced = (writes ?? []).flatMap(
    ({ apiVersion, manager, operation, subresource, time, fieldsV1 }) =>
      time
        ? [
            {
              ...(apiVersion && apiVersion !== readAs ? { apiVersion } : {}),
              ...(manager ? { manager } : {}),
              ...(operation ? { operation } : {}),
              ...(subresource ? { subresource } : {}),
              time,
              ...(fieldsV1 ? { fieldsV1: outermost(fieldsV1) } : {}),
            },
          ]
        : [],
  );
  return reduced.length > 0 ? reduced : undefined;
}

function outermost(fields: object) {
  return Object.fromEntries(
    Object.keys(fields).flatMap(key =>
      key.startsWith('f:') ? [[key, {}]] : [],
    ),
  );
}

/**
 * When somebody last wrote to one of the named fields, such as `spec`, other than through the subresource `status`; RFC 3339. Undefined where the API server was not
 * asked for it, as in what `kubectl get` prints.
 *
 * A writer has one time for all its fields, so the time may be later than the write to these.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function lastWritten(
  { metadata }: { metadata: Metadata },
  ...fields: string[]
): string | undefined {
  return (metadata.managedFields ?? [])
    .filter(
      ({ subresource, fieldsV1 }) =>
        subresource !== 'status' &&
        (!fieldsV1 || fields.some(name => `f:${name}` in fieldsV1)),
    )
    .flatMap(({ time }) => (time ? [time] : []))
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}
