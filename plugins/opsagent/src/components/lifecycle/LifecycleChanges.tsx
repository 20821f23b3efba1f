import Box from '@mui/material/Box';
import { ReactNode, useMemo, useState } from 'react';
import { lifecycleContext } from '../../hooks/lifecycleContext';

export interface LifecycleChangesProps {
  /** Reads again what is shown. */
  refresh(): Promise<void>;
  children: ReactNode;
}

/** Around everything whose state can be changed: reads it again after a change, and tells screen readers, as what was changed may move elsewhere. */
export function LifecycleChanges(props: LifecycleChangesProps) {
  const { refresh, children } = props;
  const [announcement, setAnnouncement] = useState('');
  const value = useMemo(
    () => ({
      changed: async (words: string) => {
        await refresh();
        setAnnouncement(words);
      },
    }),
    [refresh],
  );
  return (
    <lifecycleContext.Provider value={value}>
      {children}
      <Box
        role="status"
        sx={{
          position: 'absolute',
          width: '1px',
          height: '1px',
          overflow: 'hidden',
          clipPath: 'inset(50%)',
          whiteSpace: 'nowrap',
        }}
      >
        {announcement}
      </Box>
    </lifecycleContext.Provider>
  );
}
