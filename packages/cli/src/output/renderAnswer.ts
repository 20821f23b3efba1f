import { Answer, LedgerEntry } from '@opsagent/investigator';
import { AnswerDocument } from './answerDocument';
import { entryLine, section, usageLine } from './ledgerLines';
import { Paint } from './paint';
import { withoutControls } from './withoutControls';

/** The answer as a colleague would give it, and on what it rests. */
export function renderAnswer(
  { answer, citations, question, usage }: AnswerDocument,
  paint: Paint,
): string {
  const entries = new Map(citations.map(each => [each.id, each]));
  return withoutControls(
    [
      paint('bold', question),
      '',
      ...(answer
        ? answerLines(answer, entries, paint)
        : ['There is no answer.']),
      '',
      usageLine(usage),
      '',
    ].join('\n'),
  );
}

function answerLines(
  answer: Answer,
  entries: ReadonlyMap<string, LedgerEntry>,
  paint: Paint,
): string[] {
  const { hostileText, missing, nextQuestions, outcome, statements } = answer;
  return [
    ...(outcome === 'not-determinable'
      ? ['What can be seen does not decide it.']
      : []),
    ...statements.flatMap(({ evidence, isProven, text }) => [
      `${text}${isProven ? '' : ' (unproven)'}`,
      ...evidence.map(id => `  ${paint('dim', entryLine(id, entries))}`),
    ]),
    ...section('Would have to be read', missing),
    ...section('May be asked next', nextQuestions),
    ...section(
      'Text of the cluster that tried to give instructions',
      hostileText.map(id => entryLine(id, entries)),
    ),
  ];
}
