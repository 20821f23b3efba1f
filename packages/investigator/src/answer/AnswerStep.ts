import { RunStep } from '../RunStep';
import { Answer } from './Answer';

/** One thing that happened while a question was answered, in the order in which it is shown. */
export type AnswerStep<Listing = unknown> =
  RunStep | { type: 'answered'; answer: Answer<Listing> };
