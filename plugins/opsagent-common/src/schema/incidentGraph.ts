import { z } from 'zod';
import { objectReferenceSchema, severitySchema } from './finding';

/**
 * What an object has to do with an incident.
 *
 * - `cause`: what the likeliest cause is about, and what has to be changed
 * - `symptom`: something is found about it
 * - `reached`: the failure comes to it or through it, and nothing is found about it
 */
export const graphRoleSchema = z.enum(['cause', 'symptom', 'reached']);

export const graphNodeSchema = z
  .object({
    /** Unique in the graph. */
    id: z.string(),
    /** Without a name when it is not for the reader. */
    object: objectReferenceSchema,
    role: graphRoleSchema,
    /** The worst of its findings. */
    severity: severitySchema.optional(),
    /** Ids of the findings of the incident that are about it. */
    findings: z.array(z.string()),
    /** The catalog entities that it belongs to; only those that the reader may see. */
    entityRefs: z.array(z.string()),
  })
  .meta({ id: 'IncidentGraphNode' });

/**
 * The objects that an incident involves, what caused it first, and how the failure spreads over them: at most 60 objects, each reached once.
 *
 * Of what is not for the reader only the kind of what caused the incident is told; everything else is left out, and what lies behind hangs on what is told before it.
 */
export const incidentGraphSchema = z
  .object({
    nodes: z.array(graphNodeSchema),
    /** Ids of nodes, in the direction of the effect. */
    edges: z.array(z.object({ from: z.string(), to: z.string() })),
  })
  .meta({ id: 'IncidentGraph' });

export type GraphRole = z.infer<typeof graphRoleSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type IncidentGraph = z.infer<typeof incidentGraphSchema>;
