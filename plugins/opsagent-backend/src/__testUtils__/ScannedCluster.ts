import { Knex } from 'knex';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { LinkedFinding, Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { CompletedScan } from '../scanning/ScanStore';
import { WHOLE_LIFE, scan } from './fixtures';

const START = Date.UTC(2026, 2, 1, 12);
const MINUTE = 60_000;
const EVERYTHING: Visibility = {
  entityRefs: ['component:default/cart'],
  unmapped: true,
};

/** Minutes after the first scan. */
export function at(minutes: number): Date {
  return new Date(START + minutes * MINUTE);
}

/** The same finding, with others that it explains. */
export function explaining(
  parent: LinkedFinding,
  ...ids: string[]
): LinkedFinding {
  const { finding: told } = parent;
  const symptom = { ids, detector: 'x', title: 'X', message: 'x' };
  return { ...parent, finding: { ...told, symptoms: [symptom] } };
}

/** A cluster `prod` whose scans are taken over one after the other, and the stores that tell what came of them. */
export class ScannedCluster {
  readonly clusters: DatabaseClusterStore;
  readonly findings: DatabaseFindingStore;
  readonly incidents: DatabaseIncidentStore;
  readonly scans: DatabaseScanStore;

  static async create(database: Knex): Promise<ScannedCluster> {
    const cluster = new ScannedCluster(database);
    await cluster.clusters.saveListed([{ name: 'prod', scannable: true }]);
    return cluster;
  }

  private constructor(private readonly database: Knex) {
    this.clusters = new DatabaseClusterStore({ database });
    this.findings = new DatabaseFindingStore({ database });
    this.incidents = new DatabaseIncidentStore({ database });
    this.scans = new DatabaseScanStore({ database });
  }

  /** Begins a scan some minutes after the first; its id. */
  async begin(minutes = 0): Promise<string> {
    const id = await this.clusters.beginScan('prod', {
      now: at(minutes),
      expiresAt: at(minutes + 1),
    });
    if (!id) throw new Error('another scan is under way');
    return id;
  }

  /** A whole scan some minutes after the first. It found nothing but what is given. */
  async reconcile(minutes: number, fields: Partial<CompletedScan> = {}) {
    return this.scans.complete(
      scan({
        scanId: await this.begin(minutes),
        capturedAt: at(minutes),
        ...fields,
      }),
    );
  }

  async finding(id: string) {
    return this.findings.get(id, EVERYTHING);
  }

  async incident(id: string) {
    return this.incidents.get(id, EVERYTHING);
  }

  async findingTransitions(id: string) {
    return (await this.findings.transitions(id, WHOLE_LIFE, EVERYTHING)).items;
  }

  async incidentTransitions(id: string) {
    return (await this.incidents.transitions(id, WHOLE_LIFE, EVERYTHING)).items;
  }

  /** The states through which a finding went. */
  async statesOf(id: string) {
    return (await this.findingTransitions(id)).map(each => each.to);
  }

  /** The state of an incident. */
  async stateOf(id: string) {
    return (await this.incident(id))?.state;
  }

  /** All rows of the tables that a scan writes. */
  async everything(): Promise<object[][]> {
    return Promise.all(
      [
        'findings',
        'finding_entities',
        'incidents',
        'incident_findings',
        'incident_entities',
        'transitions',
      ].map(table => this.database(table).orderByRaw('1, 2')),
    );
  }
}
