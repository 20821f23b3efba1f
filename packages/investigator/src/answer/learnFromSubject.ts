import { ObjectReference } from '@opsagent/engine';
import { objectsOfIncident } from '../objectsOfIncident';
import { learnFromObjects } from '../privacy/learnFromObjects';
import type { AnswerOptions } from './answerQuestion';
import { QuestionSubject } from './QuestionSubject';

/**
 * Learns what is private in what is known of the subject, before a model that may not read it is told of that. A cluster that cannot be read is none of the question's troubles yet: what evidence itself shows to be private
 * is hidden all the same.
 *
 * @throws the signal's reason when that is aborted
 */
export async function learnFromSubject(
  {
    cluster,
    models,
    privacy,
    subject,
  }: Pick<AnswerOptions<unknown>, 'cluster' | 'models' | 'privacy' | 'subject'>,
  signal: AbortSignal,
): Promise<void> {
  const told = objectsOf(subject);
  const isOpen = models.models.every(each => each.sends?.includes('setting'));
  if (!cluster || isOpen || told.length === 0) return;
  try {
    learnFromObjects(told, await cluster.read({ signal }), privacy);
  } catch {
    signal.throwIfAborted();
  }
}

function objectsOf(subject: QuestionSubject): ObjectReference[] {
  return subject.type === 'incident'
    ? objectsOfIncident(subject.incident)
    : subject.facts.flatMap(({ about }) => about ?? []);
}
