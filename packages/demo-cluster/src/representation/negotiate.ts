import { notAcceptable } from '../errors/failures';

/** In which shape and notation a client wants objects. */
export interface Representation {
  readonly shape: 'object' | 'metadata' | 'metadataList' | 'table';
  readonly mediaType: 'application/json' | 'application/yaml';
}

const SHAPES: Readonly<Record<string, Representation['shape']>> = {
  PartialObjectMetadata: 'metadata',
  PartialObjectMetadataList: 'metadataList',
  Table: 'table',
};

/**
 * The first media type of an `Accept` header that is served; other ones, such as protobuf or discovery documents, are passed over.
 *
 * @throws StatusError 406 when none is served
 */
export function negotiate(accept: string | undefined): Representation {
  const clauses = (accept || '*/*').split(',').map(parseClause);
  for (const { type, parameters } of clauses) {
    const mediaType = mediaTypeOf(type);
    if (!mediaType) continue;
    const as = parameters.get('as');
    if (!as) return { shape: 'object', mediaType };
    const shape = SHAPES[as];
    const ofMeta = parameters.get('g') === 'meta.k8s.io';
    if (shape && ofMeta && parameters.get('v') === 'v1') {
      return { shape, mediaType };
    }
  }
  throw notAcceptable(
    'only the following media types are accepted: application/json, application/yaml',
  );
}

function parseClause(clause: string) {
  const [type, ...parameters] = clause.split(';').map(part => part.trim());
  return {
    type: type.toLowerCase(),
    parameters: new Map(
      parameters.map(parameter => {
        const [name, value = ''] = parameter.split('=');
        return [name.trim(), value.trim()];
      }),
    ),
  };
}

function mediaTypeOf(type: string): Representation['mediaType'] | undefined {
  switch (type) {
    case '*/*':
    case 'application/*':
    case 'application/json':
      return 'application/json';
    case 'application/yaml':
      return 'application/yaml';
    default:
      return undefined;
  }
}
