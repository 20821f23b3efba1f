import { RunbookSection } from './Runbook';

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/;
const FENCE = /^ {0,3}(```|~~~)/;

/** A Markdown document by its `#` headings; what looks like one within a block of code is not. */
export function sectionsOfMarkdown(markdown: string): RunbookSection[] {
  const sections: { heading: string; lines: string[] }[] = [
    { heading: '', lines: [] },
  ];
  let above: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const [, mark] = FENCE.exec(line) ?? [];
    const heading = fence ? null : HEADING.exec(line);
    if (mark && (!fence || fence === mark)) fence = fence ? undefined : mark;
    if (heading) {
      const [, marks, title] = heading;
      above = [...above.slice(0, marks.length - 1), title];
      sections.push({ heading: above.join(' / '), lines: [] });
    } else sections.at(-1)?.lines.push(line);
  }
  return sections
    .map(({ heading, lines }) => ({ heading, text: lines.join('\n').trim() }))
    .filter(({ text }) => text !== '');
}
