import { z } from 'zod';
import { cutText } from '../ledger/cutText';
import { Fact } from '../ledger/Fact';
import {
  flag,
  nameArgument,
  nullableNumber,
  nullableText,
  wholeNumber,
} from './arguments';
import { assertContainer } from './assertContainer';
import { assertInScope } from './lookUp';
import { defineClusterTool } from './Tool';

const MOST_LINES = 200;
const USUAL_LINES = 50;
/** What is searched when only some of the lines are wanted. */
const SEARCHED_LINES = 2_000;
/** In characters. */
const LONGEST_LINE = 600;
/** Lines that are told, and cited, together. */
const EXCERPT = 5;

/** Lines of one container's log. */
export const getLogs = defineClusterTool({
  name: 'get_logs',
  description:
    'The last lines that a container wrote, oldest first; with previous, those of the run before a restart.',
  schema: z.strictObject({
    namespace: nameArgument,
    pod: nameArgument,
    container: nameArgument,
    previous: flag(),
    since_minutes: nullableNumber({ least: 1, most: 1_440 }),
    contains: nullableText(z.string().min(1).max(200)).describe(
      'Only lines with this text, in whatever case; null for all',
    ),
    lines: wholeNumber({ least: 1, most: MOST_LINES, otherwise: USUAL_LINES }),
  }),

  async run(asked, context) {
    const { namespace, pod, container, previous, contains, lines } = asked;
    assertInScope(namespace, context);
    assertContainer(asked, context);
    const about = { apiVersion: 'v1', kind: 'Pod', namespace, name: pod };
    // One more than is told, to know whether there are more.
    const most = contains ? SEARCHED_LINES : lines + 1;
    const read = await context.logs.read(
      {
        namespace,
        pod,
        container,
        previous,
        ...(asked.since_minutes ? { sinceMinutes: asked.since_minutes } : {}),
        lines: most,
      },
      context,
    );
    if (!read)
      return {
        facts: [
          {
            kind: 'unread',
            about,
            path: container,
            text: `its log was not captured, so it is not known what ${container} wrote`,
          },
        ],
      };
    // Before anything is cut: a part of a private key does not look like one.
    const clean =
      read.length > 0
        ? context.privacy.hideCredentials(read.join('\n')).split('\n')
        : [];
    const wanted = contains
      ? clean.filter(line =>
          line.toLowerCase().includes(contains.toLowerCase()),
        )
      : clean;
    const told = wanted.slice(-lines);
    const hasEarlier = read.length >= most;
    const note = noteOn({ contains, hasEarlier, isEmpty: told.length === 0 });
    return {
      facts: excerptsOf(told).map<Fact>(excerpt => ({
        kind: 'log',
        about,
        path: previous ? `${container}, previous run` : container,
        text: excerpt.map(shorten).join('\n'),
      })),
      keeps: 'last',
      ...(wanted.length > told.length || (hasEarlier && !contains)
        ? { cut: 'earlier lines; ask for more lines or search' }
        : {}),
      ...(note ? { note } : {}),
    };
  },
});

function noteOn({
  contains,
  hasEarlier,
  isEmpty,
}: {
  contains: string | null;
  hasEarlier: boolean;
  isEmpty: boolean;
}) {
  if (contains && hasEarlier)
    return `Only the last ${SEARCHED_LINES.toLocaleString('en')} lines were searched.`;
  if (!isEmpty) return undefined;
  return contains ? 'No line contains it.' : 'The log is empty.';
}

function shorten(line: string) {
  return line.length <= LONGEST_LINE
    ? line
    : `${cutText(line, LONGEST_LINE - 1)}…`;
}

function excerptsOf(lines: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(lines.length / EXCERPT) }, (_, index) =>
    lines.slice(index * EXCERPT, (index + 1) * EXCERPT),
  );
}
