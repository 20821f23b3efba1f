import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { describeObject } from '@opsagent/engine';
import { canonicalEntityRef } from '../router/parse';
import { ActionOptions, QUOTED_TEXT } from './ActionOptions';
import { auditedAction } from './auditedAction';
import { incidentLine, incidentLineSchema } from './incidentLine';

export function createGetEntityHealthAction({
  actionsRegistry,
  auditor,
  entityHealth,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'get-entity-health',
    title: 'Get the Kubernetes health of a catalog entity',
    description: `
Tells whether a catalog entity is healthy in its Kubernetes clusters: its incidents with their likeliest cause, findings beside them, and how fresh and complete the answer is.

An empty list means healthy only where every cluster has state \`ok\` and was scanned: kinds in \`unread\` could not be looked at, and an unreachable cluster shows its last known state.

${QUOTED_TEXT}
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe('Such as component:default/checkout'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          incidents: z.array(incidentLineSchema(z)),
          findings: z.array(
            z.object({
              tier: z.string().describe('problem, risk or hygiene'),
              severity: z.string(),
              state: z.string(),
              cluster: z.string(),
              subject: z.string(),
              title: z.string(),
              message: z.string(),
            }),
          ),
          leftOut: z
            .object({ incidents: z.number(), findings: z.number() })
            .optional()
            .describe('How many more there are, none of them worse'),
          clusters: z.array(
            z.object({
              name: z.string(),
              state: z.string(),
              scannedAt: z.string().optional(),
              objects: z.number().describe('Of the entity in this cluster'),
              unread: z
                .array(z.string())
                .describe('Kinds that could not be read completely'),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'Is checkout healthy?',
        input: { entityRef: 'component:default/checkout' },
      },
    ],
    async action({ input, credentials }) {
      const caller = { credentials };
      const ref = parseEntityRef(
        canonicalEntityRef('entityRef', input.entityRef),
      );
      const health = await auditedAction(
        auditor,
        {
          eventId: 'entity-health-read',
          meta: { entityRef: stringifyEntityRef(ref) },
          caller,
        },
        () => entityHealth.get(ref, caller),
      );
      const { entityRef, clusters, findings, incidents, leftOut } = health;
      return {
        output: {
          entityRef,
          incidents: incidents.map(each =>
            incidentLine({ ...each, cause: each.causes[0] }),
          ),
          findings: findings.map(each => ({
            tier: each.tier,
            severity: each.severity,
            state: each.state,
            cluster: each.cluster,
            subject: describeObject(each.subject),
            title: each.title,
            message: each.message,
          })),
          leftOut,
          clusters: clusters.map(
            ({ name, state, scannedAt, objects, unread }) => ({
              name,
              state,
              scannedAt,
              objects,
              unread: unread.map(each => each.kind),
            }),
          ),
        },
      };
    },
  });
}
