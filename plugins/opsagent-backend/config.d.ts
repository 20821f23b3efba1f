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
    /**
     * Language models, in the order in which they are asked: the next one is asked when one gives no answer. Any server that speaks OpenAI's protocol will do. Without one
     * everything but investigations works.
     */
    models?: Array<{
      /** As people read it; each has a name of its own. */
      name: string;
      /** As the server names it; at Azure the name of the deployment. */
      model: string;
      /** Which protocol the server is asked by. Default: `chat-completions`. */
      api?: 'chat-completions' | 'responses';
      /**
       * Such as `http://localhost:11434/v1`. With `azure` that of the resource, ending in `/openai`. Default: OpenAI's own.
       *
       * @visibility secret
       */
      baseUrl?: string;
      /**
       * For servers that ask for one.
       *
       * @visibility secret
       */
      apiKey?: string;
      /** For Azure OpenAI. */
      azure?: {
        apiVersion: string;
      };
      /**
       * Sent with each request, such as those that a gateway asks for.
       *
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** Tokens of a request and its answer together. */
      contextTokens: number;
      /** Tokens of one answer, the model's thoughts included. Default: a quarter of `contextTokens`, 8192 at most. */
      maximumOutputTokens?: number;
      /** The parameter of chat completions that limits an answer. Default: found from `baseUrl`. */
      outputLimit?: 'max_completion_tokens' | 'max_tokens';
      /** What a million tokens cost; all models are priced in the same currency. */
      prices?: {
        /** Such as `USD`. */
        currency: string;
        input: number;
        /** Of input that the server had kept. Default: as other input. */
        cachedInput?: number;
        output: number;
      };
      timeouts?: {
        /** Until an answer begins, thinking included. Default: 2 minutes. */
        firstPiece?: HumanDuration | string;
        /** Between two pieces of an answer. Default: 30 seconds. */
        betweenPieces?: HumanDuration | string;
        /** Of an answer with everything that is tried for it. Default: 5 minutes. */
        whole?: HumanDuration | string;
      };
      /** How often a request is repeated that failed in a way that may pass. Default: 2. */
      retries?: number;
      /** Requests of one backend process at a time. Default: 4. */
      concurrency?: number;
      /** Of one backend process. Default: no limit. */
      requestsPerMinute?: number;
      /** Of one backend process, requests and answers together. Default: no limit. */
      tokensPerMinute?: number;
      /** Whether the server makes the model keep to a schema. Default: true. */
      structuredOutput?: boolean;
      /** Whether the model can be given tools. Default: true. */
      callsTools?: boolean;
      /** Whether the server sends answers piece by piece. Default: true. */
      streams?: boolean;
      temperature?: number;
      reasoningEffort?:
        'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh';
      /** Classes of private text that the model may be sent as they are, for models that run in house. Others are masked, and credentials always. Default: none. */
      sends?: Array<'email' | 'ip' | 'host' | 'payment' | 'opaque' | 'setting'>;
    }>;
    /** Names of models, by what they are asked for, in their order. Default: all of them. */
    modelRoles?: {
      investigate?: string[];
      chat?: string[];
      summarise?: string[];
    };
    /** Investigations of incidents by a language model. */
    investigations?: {
      /** What one may take. Default: 5 minutes. */
      timeout?: HumanDuration | string;
      /** How many one backend process runs at a time. Default: 4. */
      concurrency?: number;
      /** How long one answers for the same incident, as long as nothing has changed. Default: 30 minutes. */
      reuse?: HumanDuration | string;
      /** What may be spent, in tokens and in the currency of the prices. Days are those of UTC. Default: no limit. */
      budget?: {
        /** In one investigation. */
        perInvestigation?: { tokens?: number; cost?: number };
        /** By one user in a day. */
        perUserAndDay?: { tokens?: number; cost?: number };
        /** By everybody together in a day. */
        perDay?: { tokens?: number; cost?: number };
      };
      /** Investigates what nobody has dealt with yet without being asked to, with the plugin's own credentials and what belongs to the entities that caused it. Default: not at all. */
      automatic?: {
        /** The mildest severity. Default: `critical`. */
        severity?: 'critical' | 'high' | 'medium' | 'low' | 'info';
        /** Whether entities have to ask for it with the annotation `opsagent.io/investigate: automatic`, or all are investigated. Default: `optIn`. */
        owners?: 'optIn' | 'all';
        /** Names. Default: all that are scanned. */
        clusters?: string[];
        /** Names of namespaces; an incident that reaches beyond them is left alone. Default: all. */
        namespaces?: string[];
        /** Whether logs of containers may be read. Default: false. */
        logs?: boolean;
        /** How many run at a time, in all backend processes together. Default: 1. */
        concurrency?: number;
        budget?: {
          /** By all of them in a day. Default: 1,000,000 tokens. */
          day?: { tokens?: number; cost?: number };
        };
      };
    };
    /** Questions to a language model about incidents, entities and clusters, answered by the models of `modelRoles.chat`. What may be spent is that of investigations, and each answer counts as one. */
    conversations?: {
      /** What one answer may take. Default: 3 minutes. */
      timeout?: HumanDuration | string;
      /** How many answers one backend process works on at a time. Default: 8. */
      concurrency?: number;
    };
    /** Incidents explained in plain words by the models of `modelRoles.summarise`, for those who do not know Kubernetes. What may be spent is that of investigations. */
    summaries?: {
      /** Whether the page of an incident has it explained without being asked to, for readers who may investigate it. Default: false. */
      automatic?: boolean;
    };
    /** Runbooks in Markdown, for investigations of the incidents that they fit. Whoever may investigate an incident may read those that do. */
    runbooks?: Array<{
      /** Each has one of its own. */
      title: string;
      /** Where it is, on a host of `integrations` or `backend.reading.allow`. Either this or `text`. */
      url?: string;
      /** What it says; `$file` puts a file here. */
      text?: string;
      /** Which incidents it fits: those that meet every condition given here, by any of its values. Default: all. */
      matches?: {
        /** Ids of causes, likely or not. */
        causes?: string[];
        /** Ids of detectors. */
        detectors?: string[];
        namespaces?: string[];
        /** References of entities that the incident concerns. */
        entities?: string[];
      };
    }>;
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
