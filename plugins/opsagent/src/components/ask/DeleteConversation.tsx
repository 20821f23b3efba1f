import DeleteIcon from '@mui/icons-material/DeleteOutline';
import IconButton from '@mui/material/IconButton';
import { Conversation } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { useText } from '../../hooks/useText';
import { DeleteConversationDialog } from './DeleteConversationDialog';

export interface DeleteConversationProps {
  conversation: Conversation;
  onDeleted(): Promise<void>;
}

/** Deletes a conversation once the reader has confirmed it. */
export function DeleteConversation(props: DeleteConversationProps) {
  const { conversation, onDeleted } = props;
  const t = useText();
  const [open, setOpen] = useState(false);
  const title = conversation.title ?? t('ask.untitled');
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('ask.remove', { title })}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <DeleteIcon fontSize="small" />
      </IconButton>
      {open && (
        <DeleteConversationDialog
          id={conversation.id}
          title={title}
          onDeleted={onDeleted}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
