import {
  FrequentCause,
  LifecycleState,
} from '@opsagent/backstage-plugin-opsagent-common';
import { STATES } from '../../format/incidentFilters';
import { useIncidentsPath } from '../../hooks/useIncidentsPath';
import { useText } from '../../hooks/useText';
import { HealthTable } from './HealthTable';
import { NumberLink } from './NumberLink';
import { Pane } from '../Pane';

export interface TopCausesProps {
  /** The most frequent first. */
  causes: readonly FrequentCause[];
}

/** What breaks most often. */
export function TopCauses({ causes }: TopCausesProps) {
  const t = useText();
  const pathTo = useIncidentsPath();
  const title = t('platform.causes.title');
  const numberOf = (
    number: number,
    words: string,
    cause: string,
    state?: readonly LifecycleState[],
  ) => (
    <NumberLink
      number={number}
      to={pathTo({ cause: [cause], ...(state && { state: [...state] }) })}
    >
      {words}
    </NumberLink>
  );
  return (
    <Pane title={title}>
      <HealthTable
        label={title}
        columns={[
          {
            title: t('platform.causes.cause'),
            width: 'minmax(0, 1fr)',
            cell: ({ cause, title: words }: FrequentCause) =>
              words ??
              (cause === 'not-determinable'
                ? t('platform.causes.unknown')
                : cause),
          },
          {
            title: t('platform.causes.month'),
            width: 'max-content',
            cell: ({ cause, incidents }: FrequentCause) =>
              numberOf(
                incidents,
                t('page.total', { count: incidents }),
                cause,
                STATES,
              ),
          },
          {
            title: t('platform.causes.now'),
            width: 'max-content',
            cell: ({ cause, open }: FrequentCause) =>
              numberOf(
                open,
                t('platform.causes.open', { number: `${open}` }),
                cause,
              ),
          },
        ]}
        rows={causes}
        keyOf={each => each.cause}
      />
    </Pane>
  );
}
