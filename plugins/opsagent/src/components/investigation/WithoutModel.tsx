import Box from '@mui/material/Box';
import { useText } from '../../hooks/useText';

const KEY = 'opsagent.models';

/** What a language model would add, where there is none. */
export function WithoutModel() {
  const t = useText();
  return (
    <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {t('investigation.withoutModel', { key: KEY })}
    </Box>
  );
}
