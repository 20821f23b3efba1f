import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { opsagentFindingReadPermission } from '@opsagent/backstage-plugin-opsagent-common';
import { failureKind, isForbidden } from '../../format/failures';
import { useText } from '../../hooks/useText';

export interface CardPendingProps {
  error: Error | undefined;
  /** What is waited for, in words. */
  loading: string;
  /** How wide the lines are that will stand there, in percent. */
  lines: readonly number[];
}

/** What a card shows before it has anything to tell: why it will not, or that it is loading. */
export function CardPending({ error, loading, lines }: CardPendingProps) {
  const t = useText();
  if (error && isForbidden(error))
    return (
      <Typography variant="body2">
        {t('forbidden.detail', {
          permission: opsagentFindingReadPermission.name,
        })}
      </Typography>
    );
  if (error)
    return (
      <Typography variant="body2" role="alert">
        {t(`failure.${failureKind(error)}`)}
      </Typography>
    );
  return (
    <Stack role="status" aria-label={loading}>
      {lines.map(width => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </Stack>
  );
}
