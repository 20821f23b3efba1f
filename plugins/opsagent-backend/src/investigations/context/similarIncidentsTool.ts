import { Transition } from '@opsagent/backstage-plugin-opsagent-common';
import { describeObject } from '@opsagent/engine';
import { Fact, Tool, ToolResult, defineTool } from '@opsagent/investigator';
import { z } from 'zod';
import { AuthorizedIncidents } from '../../incidents/AuthorizedIncidents';
import { Caller } from '../../permissions/Authorizer';
import { SimilarIncident, SimilarIncidents } from './SimilarIncidents';
import { shortened } from './shortened';

/** The last steps of a life that are told. */
const MOST_STEPS = 6;
/** In characters. */
const LONGEST_TEXT = 500;

const HOW =
  'with how they went: how long they lasted, whether they are over, and what people said of them. That they are alike does not prove the same cause.';

/** Tells of incidents that are like the one at hand. */
export function similarIncidentsTool(
  similar: readonly SimilarIncident[],
): Tool {
  return defineTool({
    name: 'similar_incidents',
    description: `Earlier and present incidents that are most like this one, of all clusters, ${HOW}`,
    schema: z.strictObject({}),
    run: async () => told(similar),
  });
}

/**
 * Tells of incidents that are like any one that the caller may see.
 *
 * @param onTold - hears of which entities the model is about to be told
 */
export function similarToAnyTool(
  read: {
    incidents: Pick<AuthorizedIncidents, 'get'>;
    similar: Pick<SimilarIncidents, 'to'>;
  },
  caller: Caller,
  onTold: (entityRefs: readonly string[]) => Promise<void>,
): Tool {
  return defineTool({
    name: 'similar_incidents',
    description: `Earlier and present incidents that are most like one, of all clusters, ${HOW}`,
    schema: z.strictObject({
      incident: z
        .string()
        .min(1)
        .max(300)
        .describe('Its id, as incidents are told with'),
    }),
    async run({ incident }) {
      const asked = await read.incidents.get(incident, caller);
      const { entityRefs, items } = await read.similar.to(asked, caller);
      await onTold(entityRefs);
      return told(items);
    },
  });
}

function told(similar: readonly SimilarIncident[]): ToolResult {
  return {
    facts: similar.map(factOf),
    ...(similar.length === 0
      ? { note: 'No incident that is like this one is known.' }
      : {}),
  };
}

function factOf({ incident, likeness, transitions }: SimilarIncident): Fact {
  const { causes, firstSeenAt, resolvedAt, state } = incident;
  const [likeliest] = causes;
  return {
    kind: 'document',
    at: firstSeenAt,
    text: JSON.stringify({
      incident: incident.title,
      id: incident.id,
      alike: Number(likeness.toFixed(2)),
      cluster: incident.cluster,
      subject: describeObject(incident.subject),
      severity: incident.severity,
      ...(likeliest
        ? {
            cause: shortened(
              likeliest.message ?? likeliest.title,
              LONGEST_TEXT,
            ),
          }
        : {}),
      state,
      firstSeenAt,
      ...(resolvedAt
        ? { resolvedAt, minutes: minutesBetween(firstSeenAt, resolvedAt) }
        : {}),
      ...(transitions.length > MOST_STEPS
        ? { earlierSteps: transitions.length - MOST_STEPS }
        : {}),
      steps: transitions.slice(-MOST_STEPS).map(stepOf),
    }),
  };
}

/** Who took it is nothing that a model needs. */
function stepOf({ at, reason, to }: Transition) {
  return {
    at,
    to,
    ...(reason ? { because: shortened(reason, LONGEST_TEXT) } : {}),
  };
}

function minutesBetween(from: string, to: string) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}
