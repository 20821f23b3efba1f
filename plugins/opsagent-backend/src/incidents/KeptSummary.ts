import { CauseHypothesis, Evidence, Incident } from '@opsagent/engine';

/** What decides who may see a piece of evidence. */
export interface EvidenceSource extends Pick<Evidence, 'type' | 'object'> {
  /** Why something was not read. */
  reason?: string;
}

/** What a list tells of an incident, and what decides how much of that is for a reader. Kept beside the incident, which is many times as long. */
export interface KeptSummary extends Pick<
  Incident,
  'id' | 'title' | 'severity' | 'subject' | 'since' | 'findings'
> {
  /** The likeliest. */
  cause: Pick<
    CauseHypothesis,
    'cause' | 'title' | 'message' | 'confidence' | 'subject'
  >;
  /** Where the evidence for and against that cause comes from, without repetition. */
  sources: readonly EvidenceSource[];
  /** How many hypotheses there are. */
  causes: number;
}

export function keptSummaryOf(incident: Incident): KeptSummary {
  const { causes, findings, id, severity, since, subject, title } = incident;
  const [first] = causes;
  return {
    id,
    title,
    severity,
    subject,
    ...(since ? { since } : {}),
    findings,
    cause: {
      cause: first.cause,
      title: first.title,
      ...(first.message !== undefined ? { message: first.message } : {}),
      confidence: first.confidence,
      subject: first.subject,
    },
    sources: sourcesOf(first),
    causes: causes.length,
  };
}

/** Where all evidence of a hypothesis comes from, without repetition. */
export function sourcesOf({
  against,
  evidence,
  missing,
}: CauseHypothesis): EvidenceSource[] {
  const sources = [...evidence, ...against, ...missing].map(sourceOf);
  return [
    ...new Map(sources.map(each => [JSON.stringify(each), each])).values(),
  ];
}

function sourceOf(evidence: Evidence): EvidenceSource {
  const { object, type } = evidence;
  return type === 'unread'
    ? { type, object, reason: evidence.reason }
    : { type, object };
}
