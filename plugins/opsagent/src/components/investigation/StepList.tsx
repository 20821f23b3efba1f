import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { RunningSteps, RunningStepsProps } from './RunningSteps';
import { StepItems } from './StepItems';

export interface StepListProps extends RunningStepsProps {
  isRunning: boolean;
}

/** What an investigation did: as it happens while it runs, folded away afterwards. */
export function StepList({ isRunning, ...running }: StepListProps) {
  const t = useText();
  const { currency, entries, steps } = running;
  if (isRunning) return <RunningSteps {...running} />;
  if (steps.length === 0) return null;
  return (
    <Disclosure label={t('investigation.steps.count', { count: steps.length })}>
      <StepItems steps={steps} entries={entries} currency={currency} />
    </Disclosure>
  );
}
