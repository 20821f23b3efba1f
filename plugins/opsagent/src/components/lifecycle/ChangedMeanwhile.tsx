import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { Life } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { LifeStatement } from './LifeStatement';
import { StateLabel } from './StateLabel';

export interface ChangedMeanwhileProps {
  life: Life;
  /** Whether the reader has asked for a change nevertheless, and is to say so once more. */
  asked: boolean;
}

/** Somebody else, or a scan, was faster: what the state is now, and what applying would do to it. */
export function ChangedMeanwhile({ life, asked }: ChangedMeanwhileProps) {
  const t = useText();
  const consequence = asked ? 'lifecycle.replaceAsked' : 'lifecycle.replaces';
  return (
    <Alert severity="warning">
      <AlertTitle>{t('lifecycle.meanwhile')}</AlertTitle>
      <StateLabel state={life.state} />
      <LifeStatement life={life} />
      {t(
        life.state === 'resolved' ? 'lifecycle.resolvedMeanwhile' : consequence,
      )}
    </Alert>
  );
}
