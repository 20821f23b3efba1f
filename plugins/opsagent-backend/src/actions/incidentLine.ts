import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { describeObject } from '@opsagent/engine';
import type { z as Zod } from 'zod/v3';

/** An incident in one line, for a list; in the zod that the registry brings. */
export const incidentLineSchema = (z: typeof Zod) =>
  z.object({
    id: z.string().describe('Give it to explain-incident for the evidence'),
    cluster: z.string(),
    title: z.string(),
    severity: z.string().describe('critical, high, medium, low or info'),
    state: z
      .string()
      .describe('open, regressed, acknowledged, snoozed or resolved'),
    stateSince: z
      .string()
      .describe('Give it to change-incident with what is to change'),
    since: z.string().optional().describe('When it began, as far as known'),
    subject: z
      .string()
      .describe('Kind, namespace and name of what is to change'),
    cause: z.string().describe('The likeliest'),
    confidence: z.number().describe('Of that cause, from 0 to 1'),
    entities: z
      .array(z.object({ entityRef: z.string(), role: z.string() }))
      .describe('Catalog entities that caused it or are affected by it'),
  });

type Told = Pick<
  IncidentSummary,
  | 'id'
  | 'cluster'
  | 'title'
  | 'severity'
  | 'state'
  | 'stateSince'
  | 'since'
  | 'subject'
  | 'entities'
> & { cause: Pick<IncidentSummary['cause'], 'title' | 'confidence'> };

export function incidentLine(
  incident: Told,
): Zod.infer<ReturnType<typeof incidentLineSchema>> {
  const { id, cluster, title, severity, since, entities } = incident;
  const { state, stateSince } = incident;
  return {
    id,
    cluster,
    title,
    severity,
    state,
    stateSince,
    ...(since && { since }),
    subject: describeObject(incident.subject),
    cause: incident.cause.title,
    confidence: incident.cause.confidence,
    entities,
  };
}
