import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ReactNode, useId, useState } from 'react';

export interface DisclosureProps {
  label: ReactNode;
  children: ReactNode;
}

/** Something folded away behind its own name. */
export function Disclosure({ label, children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const contentId = useId();
  return (
    <Box sx={{ mt: 1 }}>
      <Button
        size="small"
        color="inherit"
        aria-expanded={open}
        aria-controls={contentId}
        onClick={() => setOpen(!open)}
        startIcon={
          <ExpandMoreIcon
            aria-hidden
            sx={{ transform: open ? 'none' : 'rotate(-90deg)' }}
          />
        }
        sx={{ textTransform: 'none', color: 'text.secondary' }}
      >
        {label}
      </Button>
      <Box id={contentId} hidden={!open} sx={{ pl: { xs: 1, sm: 4 }, pt: 0.5 }}>
        {open && children}
      </Box>
    </Box>
  );
}
