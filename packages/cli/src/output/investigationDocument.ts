import {
  citedIn,
  IncidentCase,
  InvestigationResult,
  InvestigationStep,
  LedgerEntry,
  Verdict,
} from '@opsagent/investigator';

/** What `opsagent investigate` prints. Fields are added without a new version, never changed or removed. */
export interface InvestigationDocument {
  apiVersion: 'opsagent/v1';
  incident: Pick<
    IncidentCase,
    'id' | 'title' | 'severity' | 'subject' | 'recommendations'
  >;
  outcome: InvestigationResult['outcome'];
  /** Null unless it concluded. */
  verdict: Verdict | null;
  /** What the rules hold to be the causes, most likely first: `H1`, `H2` and so on. */
  rules: { id: string; cause: string; message: string; confidence: number }[];
  /** The entries of the ledger that the verdict cites. */
  citations: LedgerEntry[];
  steps: InvestigationStep[];
  usage: InvestigationResult['usage'];
}

export function investigationDocument(
  incident: IncidentCase,
  { outcome, verdict, ledger, steps, usage }: InvestigationResult,
): InvestigationDocument {
  const { id, title, severity, subject, recommendations, causes } = incident;
  const cited = verdict && citedIn(verdict);
  return {
    apiVersion: 'opsagent/v1',
    incident: {
      id,
      title,
      severity,
      subject,
      recommendations: recommendations.map(each => ({
        id: each.id,
        title: each.title,
      })),
    },
    outcome,
    verdict: verdict ?? null,
    rules: causes.map(({ cause, message, title: name, confidence }, index) => ({
      id: `H${index + 1}`,
      cause,
      message: message ?? name,
      confidence,
    })),
    citations: ledger.filter(each => cited?.has(each.id)),
    steps,
    usage,
  };
}
