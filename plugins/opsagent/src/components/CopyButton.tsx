import CheckIcon from '@mui/icons-material/Check';
import CopyIcon from '@mui/icons-material/ContentCopy';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { useText } from '../hooks/useText';

export interface CopyButtonProps {
  text: string;
  /** Names the button. Defaults to the text itself. */
  label?: string;
}

const SHOWN = 1_500;

/** Copies a text. Small enough to stand in a line. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const t = useText();
  const [{ error }, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);
  const name = label ?? t('copy', { text });

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <Tooltip title={copied ? t('copied') : name}>
      <IconButton
        size="small"
        aria-label={copied ? t('copied') : name}
        onClick={() => {
          copy(text);
          setCopied(true);
        }}
        sx={{ p: '2px', color: 'text.secondary', fontSize: '0.9rem' }}
      >
        {copied && !error ? (
          <CheckIcon fontSize="inherit" />
        ) : (
          <CopyIcon fontSize="inherit" />
        )}
      </IconButton>
    </Tooltip>
  );
}
