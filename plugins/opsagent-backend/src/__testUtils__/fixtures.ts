import {
  FindingQuery,
  findingQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Finding } from '@opsagent/engine';
import { LinkedFinding } from '../findings/FindingStore';
import { CompletedScan } from '../scanning/ScanStore';

/** A finding about Service `shop/<id>` that states only what a test needs. */
export function finding(
  id: string,
  fields: Partial<Finding> = {},
  entityRefs: string[] = [],
): LinkedFinding {
  return {
    finding: {
      id,
      detector: 'service.any',
      tier: 'problem',
      severity: 'medium',
      subject: { kind: 'Service', namespace: 'shop', name: id },
      title: 'Broken',
      message: `${id} is broken`,
      evidence: [],
      affected: [],
      symptoms: [],
      ...fields,
    },
    entityRefs,
  };
}

/** A scan of cluster `prod` that read everything. */
export function scan(
  fields: Partial<CompletedScan> & Pick<CompletedScan, 'scanId'>,
): CompletedScan {
  const capturedAt = fields.capturedAt ?? new Date('2026-03-01T12:00:00Z');
  return {
    cluster: 'prod',
    capturedAt,
    finishedAt: capturedAt,
    durationMs: 5,
    state: 'ok',
    coverage: { kinds: [], detectors: { total: 1, skipped: [], failed: [] } },
    findings: [],
    incidents: [],
    concludes: () => true,
    entityObjects: new Map(),
    ...fields,
  };
}

export function query(filters: Partial<FindingQuery> = {}): FindingQuery {
  return findingQuerySchema.parse(filters);
}
