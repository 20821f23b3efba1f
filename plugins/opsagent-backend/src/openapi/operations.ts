import { z } from 'zod';
import { Operation } from './Operation';
import { alertOperations } from './operations/alertOperations';
import { clusterOperations } from './operations/clusterOperations';
import { entityOperations } from './operations/entityOperations';
import { findingOperations } from './operations/findingOperations';
import { conversationOperations } from './operations/conversationOperations';
import { incidentOperations } from './operations/incidentOperations';
import { investigationOperations } from './operations/investigationOperations';
import { overviewOperations } from './operations/overviewOperations';
import { summaryOperations } from './operations/summaryOperations';
import { resourceOperations } from './operations/resourceOperations';

/** Every route of the plugin; a test compares them with the router's. */
export const operations: readonly Operation[] = [
  ...entityOperations,
  ...incidentOperations,
  ...findingOperations,
  ...investigationOperations,
  ...conversationOperations,
  ...summaryOperations,
  ...alertOperations,
  ...clusterOperations,
  ...overviewOperations,
  ...resourceOperations,
  {
    operationId: 'getOpenApiDocument',
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    response: z.looseObject({ openapi: z.string() }),
  },
];
