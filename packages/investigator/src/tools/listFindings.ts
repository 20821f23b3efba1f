import { describeObject } from '@opsagent/engine';
import { z } from 'zod';
import { namespaceArgument } from './arguments';
import { assertInScope } from './lookUp';
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
    return {
      facts: found.slice(0, MOST_FINDINGS).map(finding => ({
        kind: 'finding',
        about: finding.subject,
        ...(finding.since ? { at: finding.since } : {}),
        text: `${finding.tier}, ${finding.severity}: ${describeObject(finding.subject)}: ${finding.message} (${finding.detector})`,
      })),
      ...(found.length > MOST_FINDINGS
        ? { cut: `${found.length - MOST_FINDINGS} less severe ones` }
        : {}),
      ...(found.length === 0 ? { note: 'The rules found nothing.' } : {}),
    };
  },
});
