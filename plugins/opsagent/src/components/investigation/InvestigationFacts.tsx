import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Investigation } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { RunFacts } from './RunFacts';

export interface InvestigationFactsProps {
  investigation: Investigation;
}

/** How an investigation stands, who asked for it when, which model it asks and what it took. */
export function InvestigationFacts({ investigation }: InvestigationFactsProps) {
  const t = useText();
  const { details, startedAt, state } = investigation;
  return (
    <RunFacts
      state={state}
      stateText={t(`investigation.state.${state}`)}
      at={startedAt}
      model={details?.model}
      usage={details?.usage}
      currency={details?.currency}
    >
      {details?.automatic && t('investigation.automatic')}
      {details && !details.automatic && (
        <Asker entityRef={details.requestedBy} />
      )}
    </RunFacts>
  );
}

function Asker({ entityRef }: { entityRef: string }) {
  const t = useText();
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: 'user',
  });
  return <>{t('investigation.asked', { person: primaryTitle })}</>;
}
