import { lifecycleChangeSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { parse } from '../router/parse';
import { ActionOptions } from './ActionOptions';
import { auditedAction } from './auditedAction';
import { incidentLine, incidentLineSchema } from './incidentLine';

export function createChangeIncidentAction({
  actionsRegistry,
  auditor,
  changes,
  incidents,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'change-incident',
    title: 'Acknowledge, snooze or reopen a Kubernetes incident',
    description: `
Tells the portal that somebody works on an incident (\`acknowledged\`), that nobody wants to hear of it until a moment (\`snoozed\`), or takes either back (\`open\`). It changes
nothing in a cluster, and cannot resolve an incident: only a scan that no longer sees it does. Do it only when the person asked for it, and give their reason.
    `,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          id: z.string().describe('As list-incidents gives it'),
          state: z.enum(['acknowledged', 'snoozed', 'open']),
          until: z
            .string()
            .optional()
            .describe(
              'For snoozed: such as 2026-03-01T12:00:00Z, at most 90 days away',
            ),
          reason: z.string().optional(),
          stateSince: z
            .string()
            .optional()
            .describe(
              'As it was told before: refused when somebody, or a scan, has changed the state since. Leave it out to change it whatever was said meanwhile',
            ),
        }),
      output: incidentLineSchema,
    },
    examples: [
      {
        title: 'Somebody works on it',
        input: {
          id: '2f6d4a1c0b9e8d7f6a5b4c3d2e1f0a9b',
          state: 'acknowledged',
          reason: 'The team rolls back',
          stateSince: '2026-03-01T12:00:00.000Z',
        },
      },
    ],
    async action({ input: { id, stateSince, ...given }, credentials }) {
      const caller = { credentials };
      const change = parse(lifecycleChangeSchema, {
        ...given,
        ...(stateSince && { expected: { stateSince } }),
      });
      const incident = await auditedAction(
        auditor,
        {
          eventId: 'incident-change',
          severityLevel: 'medium',
          meta: { id, state: change.state },
          caller,
        },
        () => incidents.change(id, change, caller),
      );
      changes.announce();
      return {
        output: incidentLine({ ...incident, cause: incident.causes[0] }),
      };
    },
  });
}
