import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useText } from '../../hooks/useText';
import { Subject, SUBJECT_TEXTS } from './subject';

export interface LoadingStateProps {
  /** What is awaited. Defaults to the diagnosis of an entity. */
  subject?: Subject;
}

/** The shape of the page before its first answer, so that nothing jumps when it comes. */
export function LoadingState({ subject = 'diagnosis' }: LoadingStateProps) {
  const t = useText();
  return (
    <Stack
      spacing={2}
      role="status"
      aria-label={t(SUBJECT_TEXTS[subject].loading)}
      sx={{
        maxWidth: 1200,
        '@media (prefers-reduced-motion: reduce)': {
          '& .v5-MuiSkeleton-root': { animation: 'none' },
        },
      }}
    >
      <Paper variant="outlined" sx={{ px: 2, py: 1 }}>
        <Stack direction="row" spacing={2.5} alignItems="center">
          <Skeleton width={110} height={32} />
          <Skeleton width={80} height={32} />
          <Skeleton width={140} height={32} />
        </Stack>
      </Paper>
      {[0, 1].map(index => (
        <Paper key={index} variant="outlined" sx={{ p: 2 }}>
          <Skeleton width="45%" height={28} />
          <Skeleton width="80%" />
          <Skeleton width="70%" />
          <Skeleton width="60%" />
        </Paper>
      ))}
      <Skeleton variant="rounded" height={48} />
      <Skeleton variant="rounded" height={48} />
    </Stack>
  );
}
