import { Analysis } from '@opsagent/engine';

/** What `--output json` and `--output yaml` print. Fields are added without a new version, never changed or removed. */
export interface DiagnosisDocument extends Analysis {
  apiVersion: 'opsagent/v1';
}

export function diagnosisDocument(analysis: Analysis): DiagnosisDocument {
  return { apiVersion: 'opsagent/v1', ...analysis };
}
