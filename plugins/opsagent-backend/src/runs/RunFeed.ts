import { EventEmitter } from 'node:events';

export interface FeedListener {
  /** Something was kept, or it has ended. */
  onChange(): void;
  /** A piece of what the model is writing. */
  onText(text: string): void;
  /** What it has written since the last step is void. */
  onRestart(): void;
}

/** What this process hears of the runs of models in it, for those who follow them here. Other processes see what was kept. */
export class RunFeed {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  changed(id: string): void {
    this.#emitter.emit(`change ${id}`);
  }

  text(id: string, text: string): void {
    this.#emitter.emit(`text ${id}`, text);
  }

  restarted(id: string): void {
    this.#emitter.emit(`restart ${id}`);
  }

  /** Answers with what ends it. */
  listen(
    id: string,
    { onChange, onRestart, onText }: FeedListener,
  ): () => void {
    this.#emitter.on(`change ${id}`, onChange);
    this.#emitter.on(`text ${id}`, onText);
    this.#emitter.on(`restart ${id}`, onRestart);
    return () => {
      this.#emitter.off(`change ${id}`, onChange);
      this.#emitter.off(`text ${id}`, onText);
      this.#emitter.off(`restart ${id}`, onRestart);
    };
  }
}
