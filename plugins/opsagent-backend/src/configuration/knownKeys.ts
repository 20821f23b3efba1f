/** The keys of a section of the configuration. `true` ends the tree: a value, or a section whose keys are free. Lists have the keys of their elements. */
export interface KeyTree {
  readonly [key: string]: KeyTree | true;
}

const spending = { tokens: true, cost: true } as const;

/** Every key under `opsagent`, as config.d.ts describes them. */
export const knownKeys = {
  schedule: { frequency: true, initialDelay: true, timeout: true },
  requestTimeout: true,
  concurrency: true,
  secrets: true,
  clusters: { include: true, exclude: true },
  platformOwner: true,
  mapping: {
    cluster: true,
    namespace: true,
    labels: true,
    kind: true,
    entityRef: true,
  },
  instanceAnnotation: true,
  alerts: { clusterLabel: true, endUnheardAfter: true },
  retention: true,
  models: {
    name: true,
    model: true,
    api: true,
    baseUrl: true,
    apiKey: true,
    azure: { apiVersion: true },
    headers: true,
    contextTokens: true,
    maximumOutputTokens: true,
    outputLimit: true,
    prices: { currency: true, input: true, cachedInput: true, output: true },
    timeouts: { firstPiece: true, betweenPieces: true, whole: true },
    retries: true,
    concurrency: true,
    requestsPerMinute: true,
    tokensPerMinute: true,
    structuredOutput: true,
    callsTools: true,
    streams: true,
    temperature: true,
    reasoningEffort: true,
    sends: true,
  },
  modelRoles: { investigate: true, chat: true, summarise: true },
  investigations: {
    timeout: true,
    concurrency: true,
    reuse: true,
    budget: {
      perInvestigation: spending,
      perUserAndDay: spending,
      perDay: spending,
    },
    automatic: {
      severity: true,
      owners: true,
      clusters: true,
      namespaces: true,
      logs: true,
      concurrency: true,
      budget: { day: spending },
    },
  },
  conversations: { timeout: true, concurrency: true },
  summaries: { automatic: true },
  runbooks: {
    title: true,
    url: true,
    text: true,
    matches: {
      causes: true,
      detectors: true,
      namespaces: true,
      entities: true,
    },
  },
  notifications: {
    portal: true,
    details: true,
    minimumSeverity: true,
    summarizeAbove: true,
    digest: { frequency: true },
    webhooks: {
      url: true,
      secret: true,
      minimumSeverity: true,
      owners: true,
    },
  },
} as const satisfies KeyTree;
