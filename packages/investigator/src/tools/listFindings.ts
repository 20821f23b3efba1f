import { z } from 'zod';
import { factOfFinding } from '../ledger/factOfFinding';
import { namespaceArgument } from './arguments';
import { assertInScope } from './lookUp';
import { tellFirst } from './tellFirst';
import { defineClusterTool } from './Tool';

const MOST_FINDINGS = 40;

/** What the rules found, in the incident and beside it. */
export const listFindings = defineClusterTool({
  name: 'list_findings',
  description:
    'What the deterministic rules found in a namespace, or about what belongs to none, worst first: problems, and risks that may have led to them.',
  schema: z.strictObject({ namespace: namespaceArgument }),

  async run({ namespace }, context) {
    assertInScope(namespace, context);
    const found = context.findings.filter(
      ({ subject }) =>
        (subject.namespace ?? null) === namespace &&
        context.scope.includesObject(subject),
    );
    return tellFirst(MOST_FINDINGS, found, {
      factOf: finding => factOfFinding(finding),
      rest: 'less severe ones',
      nothing: 'The rules found nothing.',
    });
  },
});
