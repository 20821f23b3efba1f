import { Severity } from '@opsagent/engine';
import type { Labels } from './ReceivedAlert';

/** The words that rules in use write into the label `severity`. */
const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  page: 'critical',
  emergency: 'critical',
  fatal: 'critical',
  error: 'high',
  high: 'high',
  major: 'high',
  warning: 'medium',
  warn: 'medium',
  medium: 'medium',
  ticket: 'medium',
  minor: 'low',
  low: 'low',
  info: 'info',
  informational: 'info',
  none: 'info',
};

/** How bad an alert is by its label `severity`; medium when it has none, or a word of its own. */
export function severityOfAlert({ severity = '' }: Labels): Severity {
  return WORDS[severity.trim().toLowerCase()] ?? 'medium';
}
