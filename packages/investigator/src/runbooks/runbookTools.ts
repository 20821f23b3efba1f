import { z } from 'zod';
import { cutText } from '../ledger/cutText';
import { Fact } from '../ledger/Fact';
import { tellFirst } from '../tools/tellFirst';
import { Tool, ToolResult, defineTool } from '../tools/Tool';
import { Runbook } from './Runbook';
import { RunbookShelf, ShelvedSection, ShelvedSections } from './RunbookShelf';

const MOST_FOUND = 6;
const MOST_READ = 20;
/** In characters. */
const LONGEST_SECTION = 4_000;

/** Lets a model search and read runbooks; none when there is nothing to read. */
export function runbookTools(runbooks: readonly Runbook[]): Tool[] {
  if (runbooks.length === 0) return [];
  const shelf = new RunbookShelf(runbooks);
  const titles = shelf.titles();
  return [
    defineTool({
      name: 'search_runbooks',
      description:
        'Sections of the runbooks and the documentation for what this incident concerns, best match first. They may be outdated: they say what people meant to do, not what is.',
      schema: z.strictObject({ query: z.string().min(1).max(200) }),
      async run({ query }, { signal }) {
        const found = await shelf.search(query, { signal });
        return toldOf(found, MOST_FOUND, 'less fitting sections');
      },
    }),
    defineTool({
      name: 'read_runbook',
      description: 'One runbook in its order, or one section of it.',
      schema: z.strictObject({
        runbook: z.enum(titles),
        section: z
          .string()
          .min(1)
          .max(300)
          .nullable()
          .describe('Its heading as search_runbooks tells it; null for all'),
      }),
      async run({ runbook, section }, { signal }) {
        const { sections, unread } = await shelf.sections({ signal }, runbook);
        const asked = sections.filter(
          each => section === null || each.heading === section,
        );
        return toldOf(
          { sections: asked, unread },
          MOST_READ,
          'further sections; search for what you need',
        );
      },
    }),
  ];
}

function toldOf(
  { sections, unread }: ShelvedSections,
  most: number,
  rest: string,
): ToolResult {
  const told = tellFirst(most, sections, {
    factOf,
    rest,
    nothing: 'No section fits.',
  });
  return { ...told, facts: [...told.facts, ...unread] };
}

function factOf({ heading, runbook, text }: ShelvedSection): Fact {
  const kept = cutText(text, LONGEST_SECTION);
  const left = text.length - kept.length;
  return {
    kind: 'document',
    path: [runbook, heading].filter(Boolean).join(' § '),
    text: left > 0 ? `${kept}\n[cut: ${left} more characters]` : text,
  };
}
