const TIMESTAMP = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

const START_UP = 10 * 60_000;

/**
 * Turns the minute in which a story is told into the months in which it happens.
 *
 * The server stamps objects with its own time and nobody can set `creationTimestamp`. So each chapter remembers when it began in both times, and every
 * timestamp that was written while the story was told moves by its chapter's difference. Times outside, such as those a story states itself, stay as they are.
 */
export class StoryClock {
  #chapters = [];

  /** Begins a chapter at the next full second, because the server's timestamps have no fractions. */
  async begin(at) {
    const story = Date.parse(at);
    const last = this.#chapters.at(-1);
    if (last && story < last.story)
      throw new Error(`Chapter ${at} lies before the one told earlier`);
    await new Promise(resolve =>
      setTimeout(resolve, 1_010 - (Date.now() % 1_000)),
    );
    this.#chapters.push({
      real: Math.floor(Date.now() / 1_000) * 1_000,
      story,
    });
  }

  /** The story's time of a real one. What the control plane did since its start counts to the first chapter. */
  tell(real) {
    const [first] = this.#chapters;
    const chapter =
      this.#chapters.findLast(each => each.real <= real) ??
      (first && first.real - real < START_UP ? first : undefined);
    return chapter ? chapter.story + (real - chapter.real) : undefined;
  }

  /** The same text with every timestamp of the telling moved into the story. */
  retell(text) {
    return text.replace(TIMESTAMP, (timestamp, fraction) => {
      const real = Date.parse(timestamp);
      const story = this.tell(real);
      if (story === undefined || real > Date.now() + 60_000) return timestamp;
      const moved = new Date(story).toISOString();
      return fraction
        ? moved.replace(/\.\d+Z$/, `${fraction}Z`)
        : moved.replace(/\.\d+Z$/, 'Z');
    });
  }
}
