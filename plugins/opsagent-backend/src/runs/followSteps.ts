import { StoredStep } from './DatabaseRunStore';
import { HeardNews } from './HeardNews';
import { RunFeed } from './RunFeed';

/** What comes while a model runs. */
export type FollowedEvent<Step, Run> =
  | { type: 'step'; step: StoredStep<Step> }
  | { type: 'text'; text: string }
  | { type: 'restart' }
  | { type: 'end'; run: Run };

export interface FollowOptions<Step, Run> {
  store: {
    get(id: string): Promise<Run | undefined>;
    stepsAfter(id: string, number: number): Promise<StoredStep<Step>[]>;
  };
  feed: RunFeed;
  /** The number of the last step that is known already. */
  after: number;
  signal: AbortSignal;
  /** Milliseconds between two looks for what another process has kept; a second unless given. */
  lookEvery?: number;
}

/** What happens in a run from a step on, whichever process runs it, until it has ended or is deleted. */
export async function* followSteps<Step, Run extends { state: string }>(
  id: string,
  options: FollowOptions<Step, Run>,
): AsyncGenerator<FollowedEvent<Step, Run>> {
  const { store, feed, after, signal, lookEvery = 1_000 } = options;
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
        const run = await store.get(id);
        for (const step of await store.stepsAfter(id, known)) {
          known = step.number;
          yield { type: 'step', step };
        }
        if (!run) return;
        if (run.state !== 'running') {
          yield { type: 'end', run };
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
