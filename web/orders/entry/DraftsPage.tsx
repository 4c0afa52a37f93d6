import { App, Button, Popconfirm } from 'antd'
import type { discardDraftContract, listDraftsContract } from '../../../src/orders/entry/contract.ts'
import { paths } from '../../paths.ts'
import { call, type ItemOf, queryOf } from '../../platform/call.ts'
import { queryClient } from '../../platform/query.ts'
import { EmptyState } from '../../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../../platform/ui/KeysetTable.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { Page } from '../../platform/ui/Page.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { useKeysetList } from '../../platform/use-keyset-list.ts'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { usePlatformWords } from '../../platform/words.ts'
import { useOwnChannels } from './lookups.ts'
import { maskedLine } from './masked-line.ts'
import { useEntryWords } from './words.ts'

type Draft = ItemOf<typeof listDraftsContract>

/** One's own drafts, newest first: to go on with, or to discard. */
export default function DraftsPage() {
  const say = useEntryWords()
  const channels = useOwnChannels()
  const list = useKeysetList<typeof listDraftsContract>('/order-drafts')
  const nameOf = ({ receiver }: Draft) => (receiver === null ? say('drafts_nobody') : maskedLine(receiver))
  return (
    <Page title={say('drafts_title')} tools={<PageLink to={paths.newOrder()}>{say('new_order')}</PageLink>}>
      <KeysetTable<Draft>
        list={list}
        label={say('drafts_title')}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            title={say('drafts_empty')}
            says={say('drafts_empty_says')}
            action={<PageLink to={paths.newOrder()}>{say('new_order')}</PageLink>}
          />
        }
        columns={[
          {
            title: say('drafts_receiver'),
            render: (_, draft) => (
              <PageLink to={paths.newOrder(queryOf({ draft: draft.id }))}>{nameOf(draft)}</PageLink>
            ),
          },
          {
            title: say('channel'),
            render: (_, { channel }) => channels?.find(({ code }) => code === channel)?.name ?? channel ?? '–',
          },
          { title: say('drafts_lines'), dataIndex: 'lines', align: 'right', className: 'figure' },
          { title: say('drafts_saved'), render: (_, { savedAt }) => <Moment at={savedAt} /> },
          { title: say('drafts_expires'), render: (_, { expiresAt }) => <Moment at={expiresAt} show="day" /> },
          {
            ...{ title: say('drafts_discard'), onCard: 'foot' },
            render: (_, draft) => <Discard draft={draft} name={nameOf(draft)} />,
          },
        ]}
      />
    </Page>
  )
}

function Discard({ draft: { id, version }, name }: { draft: Draft; name: string }) {
  const say = useEntryWords()
  const sayAll = usePlatformWords()
  const tell = useProblemWords()
  const { message } = App.useApp()
  const discard = async () => {
    try {
      await call<typeof discardDraftContract>('DELETE', `/order-drafts/${id}`, undefined, { version })
      void message.success(say('drafts_discarded'))
    } catch (error) {
      void message.error(tell(error).text)
    }
    await queryClient.invalidateQueries({ queryKey: ['/order-drafts'] })
  }
  return (
    <Popconfirm
      title={say('drafts_discard_sure', { name })}
      okText={say('drafts_discard')}
      cancelText={sayAll('cancel')}
      okButtonProps={{ danger: true }}
      onConfirm={discard}
    >
      <Button size="small">{say('drafts_discard')}</Button>
    </Popconfirm>
  )
}
