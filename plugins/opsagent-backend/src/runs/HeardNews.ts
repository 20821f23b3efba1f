import { FeedListener } from './RunFeed';

/** What was heard of a run and is not told yet. */
export class HeardNews implements FeedListener {
  #isChanged = true;
  #isRestarted = false;
  #text = '';
  #wake = () => {};
  readonly #lookEvery: number;

  /** @param lookEvery - milliseconds after which something may have changed unheard */
  constructor(lookEvery: number) {
    this.#lookEvery = lookEvery;
  }

  readonly onChange = () => {
    this.#isChanged = true;
    this.#wake();
  };

  readonly onText = (text: string) => {
    this.#text += text;
    this.#wake();
  };

  readonly onRestart = () => {
    this.#text = '';
    this.#isRestarted = true;
    this.#wake();
  };

  take() {
    const heard = {
      isChanged: this.#isChanged,
      isRestarted: this.#isRestarted,
      text: this.#text,
    };
    this.#isChanged = false;
    this.#isRestarted = false;
    this.#text = '';
    return heard;
  }

  /** Waits until there is something to take. */
  async come(): Promise<void> {
    if (this.#isChanged || this.#isRestarted || this.#text) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(this.onChange, this.#lookEvery);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }
}
