import { CauseHypothesis, Finding, Incident } from '@opsagent/engine';

/** The incident to investigate, as its reader may see it. */
export interface IncidentCase extends Pick<
  Incident,
  'id' | 'title' | 'severity' | 'subject' | 'since' | 'flow'
> {
  cluster: string;
  /** What the rules hold to be its causes, most likely first. */
  causes: readonly CauseHypothesis[];
  /** Its members, the root's first. */
  findings: readonly Pick<
    Finding,
    | 'id'
    | 'detector'
    | 'severity'
    | 'subject'
    | 'title'
    | 'message'
    | 'evidence'
    | 'affected'
    | 'since'
  >[];
  recommendations: readonly { id: string; title: string }[];
}
