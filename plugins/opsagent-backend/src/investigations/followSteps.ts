import { RecordedStep } from '@opsagent/backstage-plugin-opsagent-common';
import { DatabaseInvestigationStore } from './DatabaseInvestigationStore';
import { HeardNews } from './HeardNews';
import { InvestigationFeed } from './InvestigationFeed';
import { StoredInvestigation } from './investigationRows';

/** What comes while an investigation runs. */
export type FollowedEvent =
  | { type: 'step'; step: RecordedStep }
  | { type: 'text'; text: string }
  | { type: 'restart' }
  | { type: 'end'; investigation: StoredInvestigation };

export interface FollowOptions {
  store: Pick<DatabaseInvestigationStore, 'get' | 'stepsAfter'>;
  feed: InvestigationFeed;
  /** The number of the last step that is known already. */
  after: number;
  signal: AbortSignal;
  /** Milliseconds between two looks for what another process has kept; a second unless given. */
  lookEvery?: number;
}

/** What happens in an investigation from a step on, whichever process runs it, until it has ended or is deleted. */
export async function* followSteps(
  id: string,
  { store, feed, after, signal, lookEvery = 1_000 }: FollowOptions,
): AsyncGenerator<FollowedEvent> {
  const news = new HeardNews(lookEvery);
  const unlisten = feed.listen(id, news);
  const wake = () => news.onChange();
  signal.addEventListener('abort', wake);
  let known = after;
  try {
    while (!signal.aborted) {
      const { isChanged, isRestarted, text } = news.take();
      if (isRestarted) yield { type: 'restart' };
      if (text) yield { type: 'text', text };
      if (isChanged) {
        // Before the steps, so that all of them are there when it says that it has ended.
        const investigation = await store.get(id);
        for (const step of await store.stepsAfter(id, known)) {
          known = step.number;
          yield { type: 'step', step };
        }
        if (!investigation) return;
        if (investigation.state !== 'running') {
          yield { type: 'end', investigation };
          return;
        }
      }
      await news.come();
    }
  } finally {
    signal.removeEventListener('abort', wake);
    unlisten();
  }
}
