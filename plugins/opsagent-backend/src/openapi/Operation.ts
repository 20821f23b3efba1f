import { z } from 'zod';

/** Statuses of failures that an operation tells of beside 401 and 403, which every operation may answer. */
export type FailureStatus = 400 | 404 | 409 | 413 | 415 | 503;

/** What a caller has to know of a route. The schemas are those that the route itself reads and writes by. */
export interface Operation {
  /** In camel case, as clients name their method. */
  operationId: string;
  method: 'get' | 'patch' | 'post' | 'delete' | 'put';
  /** As in OpenAPI: `/findings/{id}`. */
  path: string;
  summary: string;
  description?: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Of a success; JSON unless `contentType` says otherwise. */
  response: z.ZodType;
  contentType?: string;
  /** Whether who accepts `text/event-stream` is answered with what happens. */
  alsoStreams?: boolean;
  /** 200 unless given. */
  status?: 200 | 201 | 202 | 207;
  /** Another status with which the same is answered. */
  alsoStatus?: 200;
  failures?: readonly FailureStatus[];
}
