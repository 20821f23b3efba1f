import { AnswerStep, InvestigationStep } from '@opsagent/investigator';
import { withoutControls } from './withoutControls';

/** One step in a line, as it happens; nothing of what was read. */
export function renderStep(step: InvestigationStep | AnswerStep): string {
  const line = lineOf(step);
  return line ? `${withoutControls(line)}\n` : '';
}

function lineOf(step: InvestigationStep | AnswerStep) {
  switch (step.type) {
    case 'started':
      return `${step.facts.length} facts for ${step.model}.`;
    case 'toolCall': {
      const brought = step.problem
        ? `nothing: ${step.problem}`
        : `${step.facts.length} facts${step.cut ? `, cut: ${step.cut}` : ''}`;
      return `${step.tool} ${JSON.stringify(step.arguments)}: ${step.repeated ? 'asked before' : brought}`;
    }
    case 'rejected':
      return `Sent back: ${step.problems.join('; ')}`;
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return `Failed: ${step.message}`;
    default:
      return undefined;
  }
}
