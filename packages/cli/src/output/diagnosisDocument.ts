import { Analysis } from '@opsagent/engine';

/** What `--output json` and `--output yaml` print. Fields are added without a new version, never changed or removed. */
export interface DiagnosisDocument extends Analysis {
  apiVersion: 'opsagent/v1';
}

export function diagnosisDocument(analysis: Analysis): DiagnosisDocument {
  const {
    cluster,
    capturedAt,
    findings,
    incidents,
    recommendations,
    scores,
    coverage,
  } = analysis;
  return {
    apiVersion: 'opsagent/v1',
    cluster,
    capturedAt,
    findings,
    incidents,
    recommendations,
    scores,
    coverage,
  };
}
