import CancelledIcon from '@mui/icons-material/StopCircleOutlined';
import ConcludedIcon from '@mui/icons-material/TaskAlt';
import FailedIcon from '@mui/icons-material/ErrorOutline';
import RunningIcon from '@mui/icons-material/HourglassEmpty';
import Box from '@mui/material/Box';
import {
  InvestigationState,
  TotalUsage,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ReactNode } from 'react';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useUsageText } from '../../hooks/useUsageText';
import { Line } from '../Line';
import { Moment } from '../Moment';

const ICONS: Record<InvestigationState, typeof RunningIcon> = {
  running: RunningIcon,
  concluded: ConcludedIcon,
  failed: FailedIcon,
  cancelled: CancelledIcon,
  interrupted: CancelledIcon,
};

export interface RunFactsProps {
  state: InvestigationState;
  /** The state in words. */
  stateText: string;
  /** When it was asked for. */
  at: string;
  /** The name of the model. */
  model?: string;
  usage?: TotalUsage;
  /** Of the costs. */
  currency?: string;
  /** By whom it was asked for. */
  children?: ReactNode;
}

/** How the work of a model stands, which model it is, when it was asked for, and what it took. */
export function RunFacts(props: RunFactsProps) {
  const { at, children, currency, model, state, stateText, usage } = props;
  const options = { locale: useLocale(), now: useNow() };
  const usageText = useUsageText(currency);
  const Icon = ICONS[state];
  return (
    <Line columnGap={1.5} rowGap={0.5}>
      <Box
        component="strong"
        role="status"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
      >
        <Icon aria-hidden fontSize="small" />
        {stateText}
      </Box>
      {model && <span>{model}</span>}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        <Moment timestamp={at}>{momentTime(at, options)}</Moment>
      </Box>
      {children && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {children}
        </Box>
      )}
      {usage && usage.calls > 0 && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {usageText(usage)}
        </Box>
      )}
    </Line>
  );
}
