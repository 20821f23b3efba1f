import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { Conversation } from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { FirstItems } from '../FirstItems';
import { DeleteConversation } from './DeleteConversation';

const FIRST = 5;

export interface EarlierConversationsProps {
  /** Without the one that is shown. */
  items: readonly Conversation[];
  onChoose(id: string): void;
  onDeleted(id: string): Promise<void>;
}

/** The reader's other conversations about the same thing, to go on with or to delete. */
export function EarlierConversations(props: EarlierConversationsProps) {
  const { items, onChoose, onDeleted } = props;
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  return (
    <Disclosure label={t('ask.earlier', { count: items.length })}>
      <FirstItems
        items={items}
        first={FIRST}
        more={t('ask.more', { total: `${items.length}` })}
        fewer={t('ask.fewer')}
      >
        {each => (
          <Box
            component="li"
            key={each.id}
            sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}
          >
            <Button
              size="small"
              onClick={() => onChoose(each.id)}
              sx={{
                textTransform: 'none',
                textAlign: 'start',
                overflowWrap: 'anywhere',
                minWidth: 0,
              }}
            >
              {[
                each.title ?? t('ask.untitled'),
                momentTime(each.updatedAt, options),
                t('ask.questions', { count: each.questions }),
              ].join(' · ')}
            </Button>
            <DeleteConversation
              conversation={each}
              onDeleted={() => onDeleted(each.id)}
            />
          </Box>
        )}
      </FirstItems>
    </Disclosure>
  );
}
