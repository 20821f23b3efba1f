import Typography from '@mui/material/Typography';
import { missingReadAccess, UnreadKind } from '../../format/readAccess';
import { useText } from '../../hooks/useText';
import { CopyableCode } from '../CopyableCode';

export interface MissingReadAccessProps {
  unread: readonly UnreadKind[];
}

/** The access rules that let the portal read what was forbidden. Nothing where nothing was. */
export function MissingReadAccess({ unread }: MissingReadAccessProps) {
  const t = useText();
  const rules = missingReadAccess(unread);
  if (!rules) return null;
  return (
    <>
      <Typography variant="body2" sx={{ mt: 1, mb: 0.5 }}>
        {t('coverage.grant')}
      </Typography>
      <CopyableCode
        unwrapped
        label={t('coverage.grant')}
        copyLabel={t('copyRule')}
      >
        {rules}
      </CopyableCode>
    </>
  );
}
