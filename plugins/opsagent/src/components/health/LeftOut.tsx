import Alert from '@mui/material/Alert';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';

export interface LeftOutProps {
  counts: EntityHealth['leftOut'];
}

/** That there is more than is shown, and how much; nothing when there is not. */
export function LeftOut({ counts }: LeftOutProps) {
  const t = useText();
  if (!counts) return null;
  const { findings, incidents } = counts;
  return (
    <Alert severity="info">
      {t('health.leftOut', {
        findings: `${findings}`,
        incidents: `${incidents}`,
      })}
    </Alert>
  );
}
