import { IncidentCase } from '../IncidentCase';
import { Fact } from '../ledger/Fact';

/** What a question is about. */
export type QuestionSubject =
  | { type: 'incident'; incident: IncidentCase }
  | {
      type: 'entity' | 'cluster';
      /** The entity reference, or the name of the cluster. */
      name: string;
      /** What is known of it, as its reader may see it, the most important first. */
      facts: readonly Fact[];
      /** What was left out of that. */
      cut?: string;
    };
