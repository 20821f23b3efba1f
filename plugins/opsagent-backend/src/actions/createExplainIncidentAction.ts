import { MEMBERS_BESIDE } from '@opsagent/backstage-plugin-opsagent-common';
import { describeEvidence, describeObject } from '@opsagent/engine';
import { ActionOptions, QUOTED_TEXT } from './ActionOptions';
import { auditedAction } from './auditedAction';
import { explainedIncidentSchema } from './explainedIncidentSchema';
import { incidentLine } from './incidentLine';

export function createExplainIncidentAction({
  actionsRegistry,
  auditor,
  incidents,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'explain-incident',
    title: 'Explain a Kubernetes incident',
    description: `
Tells everything that is known of one incident: its causes, likeliest first, with the evidence for and against each and what would have to be read to be surer; what
follows from it; and what to do, step by step with commands.

Confidence is worked out from the kinds of evidence by rules, not by a language model. Claim nothing that the evidence does not say.

${QUOTED_TEXT}
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({ id: z.string().describe('As list-incidents gives it') }),
      output: explainedIncidentSchema,
    },
    examples: [
      {
        title: 'Explain an incident',
        input: { id: '2f6d4a1c0b9e8d7f6a5b4c3d2e1f0a9b' },
      },
    ],
    async action({ input: { id }, credentials }) {
      const caller = { credentials };
      const incident = await auditedAction(
        auditor,
        { eventId: 'incident-read', meta: { id }, caller },
        () => incidents.get(id, caller),
      );
      const { alerts, causes, members, recommendations } = incident;
      return {
        output: {
          ...incidentLine({ ...incident, cause: causes[0] }),
          by: incident.by,
          reason: incident.reason,
          until: incident.until,
          causes: causes.map(cause => ({
            title: cause.title,
            message: cause.message,
            confidence: cause.confidence,
            subject: describeObject(cause.subject),
            evidence: cause.evidence.flatMap(describeEvidence),
            against: cause.against.flatMap(describeEvidence),
            missing: cause.missing.flatMap(describeEvidence),
          })),
          alerts: alerts.items.map(
            ({ name, state, startsAt, annotations }) => ({
              name,
              state,
              startsAt,
              summary: annotations.summary,
            }),
          ),
          findings: members
            .slice(0, MEMBERS_BESIDE)
            .map(({ severity, subject, message }) => ({
              severity,
              subject: describeObject(subject),
              message,
            })),
          recommendations: recommendations.map(
            ({ title, risk, steps, preconditions }) => ({
              title,
              risk,
              preconditions: preconditions.map(each => each.text),
              steps: steps.map(({ text, command }) => ({ text, command })),
            }),
          ),
        },
      };
    },
  });
}
