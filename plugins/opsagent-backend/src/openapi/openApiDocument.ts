import { errorResponseSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { z } from 'zod';
import {
  ZodOpenApiObject,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  createDocument,
} from 'zod-openapi';
import { version } from '../../package.json';
import { FailureStatus, Operation } from './Operation';
import { operations } from './operations';

const FAILURES: Readonly<Record<FailureStatus | 401 | 403, string>> = {
  400: 'The message names the field that is wrong and how to mend it',
  401: 'The request carries no valid token of the portal',
  403: 'The message names the permission that is missing',
  404: 'Not there, or not for the caller to see',
  409: 'The state does not allow it',
  413: 'More than is taken at a time',
  415: 'Of another type than is taken',
  503: 'Too busy; try again later',
};

/** The REST API of the plugin as OpenAPI 3.1, from the schemas by which its routes read and write. Answers may have more fields in later versions. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'opsagent',
      version,
      description:
        'Findings and incidents of the Kubernetes clusters of this portal, as the caller may see them.',
    },
    servers: [{ url: '/api/opsagent' }],
    security: [{ portal: [] }],
    components: {
      securitySchemes: {
        portal: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of the portal, of a user or of a service',
        },
      },
    },
    paths: pathsOf(operations),
  };
  return createDocument(document, {
    override({ io, jsonSchema }) {
      if (io === 'output' && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
}

function pathsOf(all: readonly Operation[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of all) {
    const { method, path } = operation;
    paths[path] = { ...paths[path], [method]: described(operation) };
  }
  return paths;
}

function described(operation: Operation): ZodOpenApiOperationObject {
  const { body, contentType = 'application/json', query } = operation;
  const { operationId, summary, description, response } = operation;
  const path = pathParameters(operation.path);
  const success = {
    description: summary,
    content: {
      [contentType]: { schema: response },
      ...(operation.alsoStreams && {
        'text/event-stream': { schema: z.string() },
      }),
    },
  };
  return {
    operationId,
    summary,
    ...(description && { description }),
    requestParams: { ...(path && { path }), ...(query && { query }) },
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: body } },
      },
    }),
    responses: {
      [`${operation.status ?? 200}`]: success,
      ...(operation.alsoStatus && { [`${operation.alsoStatus}`]: success }),
      ...failuresOf(operation),
    },
  };
}

function pathParameters(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  if (names.length === 0) return undefined;
  return z.object(Object.fromEntries(names.map(name => [name, z.string()])));
}

function failuresOf({ failures = [] }: Operation) {
  const statuses = [...failures, 401, 403] as const;
  return Object.fromEntries(
    statuses.map(status => [
      `${status}`,
      {
        description: FAILURES[status],
        content: { 'application/json': { schema: errorResponseSchema } },
      },
    ]),
  );
}
