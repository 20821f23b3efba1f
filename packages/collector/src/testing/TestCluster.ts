import { resourceOfKind } from '@opsagent/engine';
import {
  CollectedCluster,
  CollectOptions,
  collectSnapshot,
} from '../collectSnapshot';
import { TestAnswer, TestApi, TestRequest } from './TestApi';

/** The kinds that a test's cluster is asked for. */
export const KINDS = ['Pod', 'Node', 'Secret', 'Deployment'];

type Handler = (request: TestRequest) => TestAnswer | undefined;

/** A cluster that a test answers for, read by the collector. */
export class TestCluster {
  #api: TestApi | undefined;

  get api(): TestApi {
    if (!this.#api) throw new Error('The test serves no cluster yet');
    return this.#api;
  }

  /** Answers like a cluster with nothing in it, but for what the handler says. */
  async serve(handler: Handler = () => undefined): Promise<void> {
    this.#api = await TestApi.start(request => {
      const own = handler(request);
      if (own) return own;
      return request.path.endsWith('/version')
        ? { body: { gitVersion: 'v1.35.0' } }
        : { body: { kind: 'List', items: null } };
    });
  }

  collect(options: Partial<CollectOptions> = {}): Promise<CollectedCluster> {
    return collectSnapshot({
      kubeConfig: options.kubeConfig ?? this.api.kubeConfig(),
      cluster: 'test',
      signal: new AbortController().signal,
      resources: KINDS.map(kind => resourceOfKind(kind)!),
      ...options,
    });
  }

  async stop(): Promise<void> {
    await this.#api?.stop();
  }
}
