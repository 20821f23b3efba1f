import { PartialAnalysis } from './filterAnalysis';

/** What `--output json` and `--output yaml` print. Fields are added without a new version, never changed or removed. */
export interface DiagnosisDocument extends PartialAnalysis {
  apiVersion: 'opsagent/v1';
}

export function diagnosisDocument(
  analysis: PartialAnalysis,
): DiagnosisDocument {
  return { apiVersion: 'opsagent/v1', ...analysis };
}
