import { Verdict } from '@opsagent/backstage-plugin-opsagent-common';
import { RunRow, StoredRun, runOf } from '../runs/runRows';
import { ReaderView } from './ReaderView';

export interface InvestigationRow extends RunRow {
  incident_id: string;
  fingerprint: string;
  requested_by: string;
  automatic: boolean | number;
  reader: string;
  verdict: string | null;
}

/** An investigation as it is kept, whoever reads it. */
export interface StoredInvestigation extends StoredRun {
  incidentId: string;
  fingerprint: string;
  requestedBy: string;
  automatic: boolean;
  reader: ReaderView;
  verdict?: Verdict;
}

export function investigationOf(row: InvestigationRow): StoredInvestigation {
  return {
    ...runOf(row),
    incidentId: row.incident_id,
    fingerprint: row.fingerprint,
    requestedBy: row.requested_by,
    automatic: Boolean(row.automatic),
    reader: JSON.parse(row.reader) as ReaderView,
    ...(row.verdict ? { verdict: JSON.parse(row.verdict) as Verdict } : {}),
  };
}
