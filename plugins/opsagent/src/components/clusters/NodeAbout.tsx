import { NodeDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { elapsedTime } from '../../format/time';
import { useAmountText } from '../../hooks/useAmountText';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { Moment } from '../Moment';
import { PlainList } from '../PlainList';
import { Pane } from '../Pane';

export interface NodeAboutProps {
  node: NodeDetails;
}

/** What a node is made of, and which pods it keeps away. */
export function NodeAbout({ node }: NodeAboutProps) {
  const t = useText();
  const amountText = useAmountText();
  const options = { locale: useLocale(), now: useNow() };
  const { capacity, roles, taints, createdAt } = node;
  const facts = [
    ['kubelet', node.kubeletVersion],
    ['runtime', node.containerRuntime],
    ['system', joined(node.operatingSystem, node.architecture)],
    ['instance', node.instanceType],
    ['zone', node.zone],
  ] as const;
  return (
    <Pane title={t('clusterPages.nodes.about')}>
      <Facts>
        <Fact label={t('clusterPages.nodes.roles')}>
          {roles.length > 0
            ? roles.join(', ')
            : t('clusterPages.nodes.noRoles')}
        </Fact>
        {createdAt && (
          <Fact label={t('clusterPages.nodes.age')}>
            <Moment timestamp={createdAt}>
              {elapsedTime(createdAt, options)}
            </Moment>
          </Fact>
        )}
        <Fact label={t('clusterPages.amount.capacity')}>
          {[
            amountText('cpu', capacity.cpu),
            amountText('memory', capacity.memory),
            t('clusterPages.resources.podTotal', { count: capacity.pods }),
          ].join(' · ')}
        </Fact>
        {facts.map(
          ([name, value]) =>
            value && (
              <Fact key={name} label={t(`clusterPages.nodes.${name}`)}>
                {value}
              </Fact>
            ),
        )}
        <Fact label={t('clusterPages.nodes.taints')}>
          {taints.length > 0 ? (
            <PlainList>
              {taints.map(({ key, value, effect }) => (
                <li key={`${key}:${effect}`}>
                  <Code>{`${key}${value ? `=${value}` : ''}:${effect}`}</Code>
                </li>
              ))}
            </PlainList>
          ) : (
            t('clusterPages.nodes.noTaints')
          )}
        </Fact>
      </Facts>
    </Pane>
  );
}

function joined(...parts: (string | undefined)[]) {
  return parts.filter(Boolean).join(' · ');
}
