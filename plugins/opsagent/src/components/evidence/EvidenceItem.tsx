import AbsenceIcon from '@mui/icons-material/HighlightOff';
import EventIcon from '@mui/icons-material/NotificationsNone';
import FieldIcon from '@mui/icons-material/DataObject';
import LogIcon from '@mui/icons-material/Notes';
import UnreadIcon from '@mui/icons-material/VisibilityOff';
import Box from '@mui/material/Box';
import { SvgIconProps } from '@mui/material/SvgIcon';
import { ComponentType } from 'react';
import { evidenceText } from '../../format/evidenceText';
import { Evidence } from '../../format/types';
import { useText } from '../../hooks/useText';
import { CopyButton } from '../CopyButton';
import { AbsenceEvidence } from './AbsenceEvidence';
import { EventEvidence } from './EventEvidence';
import { FieldEvidence } from './FieldEvidence';
import { LogEvidence } from './LogEvidence';
import { UnreadEvidence } from './UnreadEvidence';

const ICONS: Readonly<Record<Evidence['type'], ComponentType<SvgIconProps>>> = {
  field: FieldIcon,
  event: EventIcon,
  log: LogIcon,
  absence: AbsenceIcon,
  unread: UnreadIcon,
};

const LONGEST_LABEL = 100;

export interface EvidenceItemProps {
  evidence: Evidence;
}

/** One fact, with the kind of source that it was read from. */
export function EvidenceItem({ evidence }: EvidenceItemProps) {
  const t = useText();
  const Icon = ICONS[evidence.type];
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, minWidth: 0 }}>
      <Icon
        fontSize="small"
        titleAccess={t(`evidence.${evidence.type}`)}
        sx={{ flex: 'none', mt: '1px', color: 'text.secondary' }}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Fact evidence={evidence} />
      </Box>
      {(evidence.type === 'field' || evidence.type === 'event') && (
        <Box sx={{ flex: 'none' }}>
          <CopyButton
            text={evidenceText(evidence)}
            label={t('evidence.copy', {
              text: evidenceText(evidence).slice(0, LONGEST_LABEL),
            })}
          />
        </Box>
      )}
    </Box>
  );
}

function Fact({ evidence }: EvidenceItemProps) {
  switch (evidence.type) {
    case 'field':
      return <FieldEvidence evidence={evidence} />;
    case 'event':
      return <EventEvidence evidence={evidence} />;
    case 'log':
      return <LogEvidence evidence={evidence} />;
    case 'absence':
      return <AbsenceEvidence evidence={evidence} />;
    default:
      return <UnreadEvidence evidence={evidence} />;
  }
}
