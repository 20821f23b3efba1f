import { ActionOptions } from './ActionOptions';
import { auditedAction } from './auditedAction';

export function createScanClusterAction({
  actionsRegistry,
  auditor,
  clusters,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'scan-cluster',
    title: 'Scan a Kubernetes cluster now',
    description: `
Has a cluster looked at outside the schedule, for instance to see whether a change has mended something. Answers when the scan has been accepted, before it is done: ask
get-entity-health until \`scannedAt\` is newer. It only reads the cluster.
    `,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({ cluster: z.string().describe('Its name') }),
      output: z =>
        z.object({
          cluster: z.string(),
          started: z
            .boolean()
            .describe('False when a scan was already under way'),
        }),
    },
    examples: [{ title: 'Scan one cluster', input: { cluster: 'prod-eu' } }],
    async action({ input: { cluster }, credentials }) {
      const caller = { credentials };
      const output = await auditedAction(
        auditor,
        {
          eventId: 'scan-request',
          severityLevel: 'medium',
          meta: { cluster },
          caller,
        },
        () => clusters.scan(cluster, caller),
      );
      return { output };
    },
  });
}
