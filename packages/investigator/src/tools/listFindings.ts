import { z } from 'zod';
import { factOfFinding } from '../ledger/factOfFinding';
import { flag, namespaceArgument } from './arguments';
import { assertInScope } from './lookUp';
import { tellFirst } from './tellFirst';
import { defineClusterTool } from './Tool';

const MOST_FINDINGS = 40;

/** What the rules found, in the incident and beside it. */
export const listFindings = defineClusterTool({
  name: 'list_findings',
  description:
    'What the deterministic rules found in a namespace, or about what belongs to none, worst first: problems, and risks that may have led to them.',
  schema: z.strictObject({
    namespace: namespaceArgument,
    include_hygiene: flag(),
  }),

  async run({ namespace, include_hygiene: withHygiene }, context) {
    assertInScope(namespace, context);
    const found = context.findings.filter(
      ({ subject }) =>
        (subject.namespace ?? null) === namespace &&
        context.scope.includesObject(subject),
    );
    const told = found.filter(({ tier }) => withHygiene || tier !== 'hygiene');
    const left = found.length - told.length;
    const result = tellFirst(MOST_FINDINGS, told, {
      factOf: finding => factOfFinding(finding),
      rest: 'less severe ones',
      nothing: 'The rules found no problem and no risk.',
    });
    if (left === 0) return result;
    const hygiene = `Findings of hygiene that are left out: ${left}.`;
    return {
      ...result,
      note: result.note ? `${result.note} ${hygiene}` : hygiene,
    };
  },
});
