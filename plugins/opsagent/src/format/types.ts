import {
  StoredFinding,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';

export type Severity = StoredFinding['severity'];
export type Tier = StoredFinding['tier'];
export type Evidence = StoredFinding['evidence'][number];
export type EvidenceOf<Type extends Evidence['type']> = Extract<
  Evidence,
  { type: Type }
>;
export type AffectedObject = StoredFinding['affected'][number];
export type JsonValue = EvidenceOf<'field'>['value'];
export type Hypothesis = StoredIncident['causes'][number];
export type Recommendation = StoredIncident['recommendations'][number];
export type Step = Recommendation['steps'][number];
export type Parameter = Recommendation['parameters'][number];
