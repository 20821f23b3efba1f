import { incidentQuerySchema } from '@opsagent/backstage-plugin-opsagent-common';
import { parse, withCanonicalRefs } from '../router/parse';
import { ActionOptions, QUOTED_TEXT } from './ActionOptions';
import { auditedAction } from './auditedAction';
import { incidentLine, incidentLineSchema } from './incidentLine';

export function createListIncidentsAction({
  actionsRegistry,
  auditor,
  incidents,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'list-incidents',
    title: 'List Kubernetes incidents',
    description: `
Lists incidents of the Kubernetes clusters of this portal, worst first: problems joined by their likeliest cause, as the caller may see them.

Use it to learn what is broken, where, since when and why. Values of one filter are alternatives, different filters add up. Without \`state\` it lists what
nobody has dealt with: open and regressed. Give \`nextCursor\` back as \`cursor\` for the next page.

${QUOTED_TEXT}
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          cluster: z.array(z.string()).optional().describe('Cluster names'),
          namespace: z.array(z.string()).optional(),
          entityRef: z
            .array(z.string())
            .optional()
            .describe('Entity references such as component:default/checkout'),
          owner: z
            .array(z.string())
            .optional()
            .describe(
              'Entity references of owners such as group:default/payments',
            ),
          system: z
            .array(z.string())
            .optional()
            .describe('Entity references of systems'),
          order: z
            .enum(['severity', 'newest', 'longest'])
            .optional()
            .describe('Worst first unless given'),
          severity: z
            .array(z.enum(['critical', 'high', 'medium', 'low', 'info']))
            .optional(),
          state: z
            .array(
              z.enum([
                'open',
                'regressed',
                'acknowledged',
                'snoozed',
                'resolved',
              ]),
            )
            .optional(),
          limit: z.number().int().min(1).max(100).optional().describe('20'),
          cursor: z.string().optional(),
        }),
      output: z =>
        z.object({
          incidents: z.array(incidentLineSchema(z)),
          totalItems: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    examples: [
      {
        title: 'What is critical now',
        input: { severity: ['critical'] },
      },
      {
        title: 'What concerns one component, dealt with or not',
        input: {
          entityRef: ['component:default/checkout'],
          state: ['open', 'regressed', 'acknowledged', 'snoozed'],
        },
      },
    ],
    async action({ input, credentials }) {
      const caller = { credentials };
      const query = withCanonicalRefs(
        parse(incidentQuerySchema, { limit: 20, ...input }),
      );
      const list = await auditedAction(
        auditor,
        { eventId: 'incident-list', caller },
        () => incidents.list(query, caller),
      );
      return {
        output: {
          incidents: list.items.map(incidentLine),
          totalItems: list.totalItems,
          nextCursor: list.pageInfo.nextCursor,
        },
      };
    },
  });
}
