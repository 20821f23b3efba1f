import Box from '@mui/material/Box';
import { usePlainSummary } from '../../hooks/usePlainSummary';
import { useText } from '../../hooks/useText';
import { SummaryText } from './SummaryText';

export interface KnownSummaryProps {
  /** The id of the incident. */
  incident: string;
}

/** An incident in plain words where somebody has had it explained as it is now; nothing otherwise. */
export function KnownSummary({ incident }: KnownSummaryProps) {
  const t = useText();
  const { summary } = usePlainSummary(incident).value ?? {};
  if (!summary || summary.outdated) return null;
  return (
    <Box sx={{ typography: 'body2' }}>
      <SummaryText sentences={summary.sentences} />
      <Box sx={{ color: 'text.secondary' }}>
        {t('summary.by', { model: summary.model })}
      </Box>
    </Box>
  );
}
