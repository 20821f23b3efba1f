import { apiVersionOf, KubernetesObject } from '@opsagent/engine';
import type { Request, Response } from 'express';
import { stringify } from 'yaml';
import type { ListPage } from '../api/listPage';
import type { ResourceType } from '../api/ResourceType';
import { notAcceptable } from '../errors/failures';
import { sendText } from './sendJson';
import { META_VERSION, metadataOf } from './metadataOf';
import { negotiate, Representation } from './negotiate';
import { IncludedObject, tableOf } from './table';

/** Puts objects of one kind into the shape that a client accepts. */
export class Renderer {
  readonly #type: ResourceType;
  readonly #representation: Representation;
  readonly #includeObject: IncludedObject;
  readonly #now: () => Date;

  /** @throws StatusError 406 when the client accepts nothing that is served */
  static forRequest(
    request: Request,
    type: ResourceType,
    now: () => Date,
  ): Renderer {
    return new Renderer(request, type, now);
  }

  private constructor(request: Request, type: ResourceType, now: () => Date) {
    this.#type = type;
    this.#now = now;
    this.#representation = negotiate(request.headers.accept);
    this.#includeObject =
      request.query.includeObject === 'Object' ||
      request.query.includeObject === 'None'
        ? request.query.includeObject
        : 'Metadata';
  }

  /** @throws StatusError 406 when the client asked for a list's shape */
  one(object: KubernetesObject): unknown {
    switch (this.#representation.shape) {
      case 'metadataList':
        throw notAcceptable(
          `you requested PartialObjectMetadataList, but the requested object is not a list (${this.#type.kind})`,
        );
      case 'metadata':
        return metadataOf(object);
      case 'table':
        return this.#table([object], {
          resourceVersion: object.metadata.resourceVersion,
        });
      default:
        return this.#whole(object);
    }
  }

  /** @throws StatusError 406 when the client asked for a single object's shape */
  list({ items, metadata }: ListPage): unknown {
    switch (this.#representation.shape) {
      case 'metadata':
        throw notAcceptable(
          `you requested PartialObjectMetadata, but the requested object is a list (${this.#type.kind}List)`,
        );
      case 'metadataList':
        return {
          kind: 'PartialObjectMetadataList',
          apiVersion: META_VERSION,
          metadata,
          items: items.map(metadataOf),
        };
      case 'table':
        return this.#table(items, metadata);
      default:
        return {
          kind: `${this.#type.kind}List`,
          apiVersion: apiVersionOf(this.#type),
          metadata,
          // The real server leaves kind and version out of the items of built-in kinds.
          items: this.#type.custom ? items : items.map(withoutKind),
        };
    }
  }

  /** The object of a watch event; `object` may be a bookmark, which has only metadata. */
  event(object: KubernetesObject): unknown {
    switch (this.#representation.shape) {
      case 'metadata':
      case 'metadataList':
        return metadataOf(object);
      case 'table':
        return this.#table([object], {
          resourceVersion: object.metadata.resourceVersion,
        });
      default:
        return this.#whole(object);
    }
  }

  send(response: Response, status: number, body: unknown): void {
    const { mediaType } = this.#representation;
    const text =
      mediaType === 'application/yaml' ? stringify(body) : JSON.stringify(body);
    sendText(response, text, { status, mediaType });
  }

  #whole(object: KubernetesObject) {
    return {
      ...object,
      kind: this.#type.kind,
      apiVersion: apiVersionOf(this.#type),
    };
  }

  #table(objects: readonly KubernetesObject[], metadata: object) {
    return tableOf(this.#type, objects, {
      metadata,
      now: this.#now(),
      includeObject: this.#includeObject,
    });
  }
}

function withoutKind({
  kind,
  apiVersion,
  ...object
}: KubernetesObject): Omit<KubernetesObject, 'kind' | 'apiVersion'> {
  return object;
}
