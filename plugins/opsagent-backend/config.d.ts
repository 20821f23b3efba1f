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
    /**
     * Which objects belong to which entities, beside what labels say: these come first. All conditions of a rule have to hold, and there has to be one; an object belongs to
     * the entities of all rules that it meets. A rule whose entity is not in the catalog is left out.
     */
    mapping?: Array<{
      /** A cluster as the Kubernetes plugin names it; `*` stands for any part of the name. */
      cluster?: string;
      /** A namespace; `*` stands for any part of the name. */
      namespace?: string;
      /** Labels with their values, all of which the object or its pod template carries. */
      labels?: { [name: string]: string };
      /** A kind, such as `Deployment`, or with its group for kinds of add-ons: `Rollout.argoproj.io`. */
      kind?: string;
      /** The reference of the entity, such as `component:default/checkout`. */
      entityRef: string;
    }>;
    /** An annotation by which entities name the Argo CD application or the Helm release that deploys them, beside `argocd/app-name`. */
    instanceAnnotation?: string;
    /** What Alertmanager reports. */
    alerts?: {
      /** The label that names the cluster as the Kubernetes plugin does. A portal with one cluster needs none. Default: `cluster`. */
      clusterLabel?: string;
      /** An alert that is not repeated for so long counts as over, as its end must have been lost. Longer than each `repeat_interval` of Alertmanager. Default: 2 days. */
      endUnheardAfter?: HumanDuration | string;
    };
    /** How long a finding, an incident or an alert is kept, with its history, after it was resolved, or was last seen in a cluster that can no longer be read, and after the end of its snooze or acceptance. Default: 30 days. */
    retention?: HumanDuration | string;
    /** Who is told of incidents, and how. The owners of what an incident concerns are, each once, and again when it changes. */
    notifications?: {
      /** Whether the portal's notifications are used. Default: whether the notifications plugin is installed, here or where `discovery.endpoints` says. */
      portal?: boolean;
      /**
       * Whether the portal's notifications name what is broken and why. With false they say only that something concerns what the owner owns, and lead to the page that shows each reader what
       * they may see: for portals whose policy keeps from some members of a group what the group owns. Default: true.
       */
      details?: boolean;
      /** The mildest severity of which owners are told. Default: `medium`. */
      minimumSeverity?: 'critical' | 'high' | 'medium' | 'low' | 'info';
      /** How many problems of a cluster that come at once one owner is told of one by one. Of more there is one summary, as after its first scan or with a storm of alerts. Default: 10. */
      summarizeAbove?: number;
      /** Tells owners what is not broken yet: how many risks and hygiene findings there are, and the gravest. Default: not at all. */
      digest?: {
        /** Time between two digests, such as `{ days: 7 }`, or a cron line such as `{ cron: '0 8 * * 1' }`. */
        frequency: HumanDuration | string | { cron: string };
      };
      /** Receivers outside the portal. They are called as Standard Webhooks describes. */
      webhooks?: Array<{
        /**
         * An `https` address, or an `http` one inside a network that is trusted.
         *
         * @visibility secret
         */
        url: string;
        /**
         * Key of the signature: `whsec_` and 24 to 64 bytes in base64.
         *
         * @visibility secret
         */
        secret: string;
        /** The mildest severity that it is called for, where that is less than for everybody. Default: the one above. */
        minimumSeverity?: 'critical' | 'high' | 'medium' | 'low' | 'info';
        /** Entity references of the owners whose messages it takes, such as `group:default/team-checkout`. Default: all. */
        owners?: string[];
      }>;
    };
  };
}
