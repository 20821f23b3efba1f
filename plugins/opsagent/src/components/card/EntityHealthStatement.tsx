import Stack from '@mui/material/Stack';
import { byAttention } from '../../format/attention';
import { isForbidden } from '../../format/failures';
import { countsOf, overviewOf } from '../../format/overview';
import { useEntityHealth } from '../../hooks/useEntityHealth';
import { useText } from '../../hooks/useText';
import { CountLabel } from '../health/CountLabel';
import { CardPending } from '../states/CardPending';
import { RefreshFailed } from '../states/RefreshFailed';
import { CalmHealth } from './CalmHealth';
import { WorstIncident } from './WorstIncident';

export interface EntityHealthStatementProps {
  entityRef: string;
}

const COUNTED = [
  'incident',
  'problem',
  'acknowledged',
  'snoozed',
  'risk',
] as const;

/** Whether something is broken, since when and why, and how much else there is. */
export function EntityHealthStatement(props: EntityHealthStatementProps) {
  const { entityRef } = props;
  const t = useText();
  const { health, error, refresh } = useEntityHealth(entityRef);
  if (!health || (error && isForbidden(error)))
    return (
      <CardPending error={error} loading={t('loading')} lines={[40, 80, 60]} />
    );
  const overview = overviewOf(health);
  const [worst] = byAttention(health.incidents).unseen;
  const counts = countsOf(health);
  return (
    <Stack spacing={1}>
      {error && <RefreshFailed error={error} onRetry={refresh} />}
      {overview !== 'problems' && (
        <CalmHealth overview={overview} health={health} />
      )}
      {worst && <WorstIncident incident={worst} />}
      <Stack
        direction="row"
        useFlexGap
        flexWrap="wrap"
        columnGap={2}
        rowGap={0.5}
      >
        {COUNTED.filter(of => counts[of] > 0).map(of => (
          <CountLabel key={of} of={of} count={counts[of]} />
        ))}
      </Stack>
    </Stack>
  );
}
