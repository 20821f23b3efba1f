import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Kubernetes diagnosis. The clusters themselves are those of the `kubernetes` section. */
  opsagent?: {
    /** When clusters are listed and scanned. */
    schedule?: {
      /** Time between two scans of a cluster, such as `{ minutes: 5 }` or `5m`, or a cron line. Default: 5 minutes. */
      frequency?: HumanDuration | string | { cron: string };
      /** Time from the start of the backend until clusters are first listed; their scans follow. Default: 2 seconds. */
      initialDelay?: HumanDuration | string;
      /** What one scan of one cluster may take; a cluster that takes longer counts as unreachable. Default: 2 minutes. */
      timeout?: HumanDuration | string;
    };
    /** What one request to a cluster may take. Default: 20 seconds. */
    requestTimeout?: HumanDuration | string;
    /** Clusters that one backend process scans at a time. Default: 8. */
    concurrency?: number;
    /**
     * How much of Secrets is read: that they exist (`metadata`), also which keys they have (`keys`), or nothing (`none`). Values are never kept, except the
     * certificates of TLS Secrets, which are public, but with `keys` they pass through the backend. Default: `metadata`.
     */
    secrets?: 'metadata' | 'keys' | 'none';
    /** Which clusters of the Kubernetes plugin are scanned. */
    clusters?: {
      /** Names; all when left out. */
      include?: string[];
      /** Names. */
      exclude?: string[];
    };
    /**
     * The entity reference of the group or user that owns what belongs to no entity of the catalog: cluster-scoped objects, and those that cannot be mapped. Without it
     * nobody does.
     */
    platformOwner?: string;
    /** What Alertmanager reports. */
    alerts?: {
      /** The label that names the cluster as the Kubernetes plugin does. A portal with one cluster needs none. Default: `cluster`. */
      clusterLabel?: string;
      /** An alert that is not repeated for so long counts as over, as its end must have been lost. Longer than each `repeat_interval` of Alertmanager. Default: 2 days. */
      endUnheardAfter?: HumanDuration | string;
    };
    /** How long a finding, an incident or an alert is kept, with its history, after it was resolved, or was last seen in a cluster that can no longer be read. Default: 30 days. */
    retention?: HumanDuration | string;
  };
}
