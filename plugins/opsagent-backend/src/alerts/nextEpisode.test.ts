import { Episode, ToldEpisode, nextEpisode } from './nextEpisode';

const minute = (count: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + count * 60_000);

const episode = (
  startsAt: number,
  endsAt: number | undefined,
  receivedAt: number,
): Episode => ({
  startsAt: minute(startsAt),
  endsAt: endsAt === undefined ? undefined : minute(endsAt),
  receivedAt: minute(receivedAt),
});

const firing = (startsAt: number, endsAt?: number): ToldEpisode => ({
  isResolved: false,
  startsAt: minute(startsAt),
  endsAt: endsAt === undefined ? undefined : minute(endsAt),
});

const resolved = (startsAt: number, endsAt: number): ToldEpisode => ({
  ...firing(startsAt, endsAt),
  isResolved: true,
});

const FIRING = episode(0, undefined, 1);
const OVER = episode(0, 10, 11);

describe('nextEpisode', () => {
  it.each<[string, Episode | undefined, ToldEpisode, number, Episode[]]>([
    ['begins', undefined, firing(0), 1, [FIRING]],
    ['begins over', undefined, resolved(0, 10), 11, [OVER]],
    ['goes on', FIRING, firing(0), 5, [episode(0, undefined, 5)]],
    ['had begun earlier', FIRING, firing(-1), 5, [episode(0, undefined, 5)]],
    ['ends', FIRING, resolved(0, 10), 11, [OVER]],
    ['ends as a replica knows it', FIRING, resolved(-1, 10), 11, [OVER]],
    [
      'ignores the end of an earlier one',
      FIRING,
      resolved(-9, -5),
      2,
      [FIRING],
    ],
    [
      'begins again after an end that was lost',
      FIRING,
      firing(20),
      21,
      [episode(0, 20, 21), episode(20, undefined, 21)],
    ],
    ['begins again', OVER, firing(20), 21, [OVER, episode(20, undefined, 21)]],
    [
      'was over before its start was heard of',
      OVER,
      resolved(20, 25),
      26,
      [OVER, episode(20, 25, 26)],
    ],
    ['ended later', OVER, resolved(0, 12), 13, [episode(0, 12, 11)]],
    ['ended as was said', OVER, resolved(0, 10), 13, [OVER]],
    ['was heard of too late', OVER, firing(0), 12, [OVER]],
    ['is an older one', OVER, firing(-20), 12, [OVER]],
    [
      'fires on, as its end says',
      OVER,
      firing(0, 15),
      12,
      [episode(0, undefined, 12)],
    ],
    [
      'fires on, as is said long after',
      OVER,
      firing(0),
      15,
      [episode(0, undefined, 15)],
    ],
  ])('%s', (_, last, told, at, expected) => {
    const next = nextEpisode(last, told, minute(at));
    expect([next.last, next.begun].filter(Boolean)).toEqual(expected);
  });

  it('comes to the same whatever is repeated', () => {
    const messages = [firing(0), resolved(0, 10), firing(20), resolved(20, 30)];
    const play = (told: readonly ToldEpisode[]) => {
      const all: Episode[] = [];
      for (const message of told) {
        const { last, begun } = nextEpisode(all.at(-1), message, minute(30));
        if (last) all[all.length - 1] = last;
        if (begun) all.push(begun);
      }
      return all;
    };
    const once = play(messages);
    expect(play(messages.flatMap(each => [each, each]))).toEqual(once);
    expect(play([...messages, ...messages])).toEqual(once);
  });
});
