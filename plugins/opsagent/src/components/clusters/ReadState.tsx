import Stack from '@mui/material/Stack';
import { opsagentClusterReadPermission } from '@opsagent/backstage-plugin-opsagent-common';
import { ReactNode } from 'react';
import { isForbidden } from '../../format/failures';
import { Polled } from '../../hooks/usePolling';
import { useText } from '../../hooks/useText';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';

export interface ReadStateProps<T> {
  answer: Polled<T>;
  children(value: T): ReactNode;
}

/** A page on clusters in each of its states: awaited, refused, failed, there, and there but older than it should be. */
export function ReadState<T>({ answer, children }: ReadStateProps<T>) {
  const t = useText();
  const { value, error, refresh } = answer;
  if (error && isForbidden(error))
    return (
      <ForbiddenState
        title={t('clusterPages.forbidden')}
        permission={opsagentClusterReadPermission.name}
      />
    );
  if (!value)
    return error ? (
      <FailedState subject="clusters" error={error} onRetry={refresh} />
    ) : (
      <LoadingState subject="clusters" />
    );
  return (
    <Stack spacing={2}>
      {error && (
        <RefreshFailed subject="clusters" error={error} onRetry={refresh} />
      )}
      {children(value)}
    </Stack>
  );
}
