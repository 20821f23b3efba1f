import { Transcript } from '@opsagent/backstage-plugin-opsagent-common';
import { ModelUsage } from '@opsagent/investigator';
import { StoredStep } from './DatabaseRunStore';

interface CallStep {
  type: 'modelCall';
  model: string;
  servedBy: string;
  usage: ModelUsage;
  duration: number;
}

/** What was sent to the models of a run and what they answered, word for word. */
export async function transcriptOf<Step extends { type: string } | CallStep>(
  id: string,
  store: {
    stepsAfter(id: string, number: number): Promise<StoredStep<Step>[]>;
    said(id: string): Promise<Transcript['models']>;
  },
): Promise<Transcript> {
  const [steps, models] = await Promise.all([
    store.stepsAfter(id, 0),
    store.said(id),
  ]);
  return {
    models,
    calls: steps.flatMap(({ at, step }) => {
      if (!('usage' in step)) return [];
      const { duration, model, servedBy, usage } = step;
      return [{ at, model, servedBy, usage, duration }];
    }),
  };
}
