import { BellOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import type { listNoticesContract, readNoticesContract } from '../../src/access/notices/contract.ts'
import { mostCounted } from '../../src/access/notices/notice.ts'
import type { findOrderContract } from '../../src/orders/contract.ts'
import { useActorName } from '../history/use-actor-name.ts'
import { paths } from '../paths.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { useLiveQueries } from '../platform/live/use-live.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import styles from './notices.module.css'
import { useNoticeWords } from './words.ts'

type Notice = ItemOf<typeof listNoticesContract>

const shown = 15
const key = ['/account/notices'] as const

/** What colleagues tell whoever is signed in: how much is unread, and the newest of it. */
export function NoticeBell() {
  const say = useNoticeWords()
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call<typeof listNoticesContract>('GET', `/account/notices?limit=${shown}`),
  })
  useLiveQueries(['notice'], [key])
  const unread = data?.unread ?? 0
  const markRead = async (ids?: string[]) => {
    await call<typeof readNoticesContract>('POST', '/account/notices/read', ids === undefined ? {} : { ids })
    await queryClient.invalidateQueries({ queryKey: key })
  }
  const follow = (notice: Notice) => {
    setOpen(false)
    if (notice.readAt === null) void markRead([notice.id])
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <div className={styles.box}>
          {data?.items.length === 0 && <p className={styles.secondary}>{say('none')}</p>}
          <ul className={styles.list}>
            {data?.items.map((notice) => (
              <li key={notice.id}>
                <NoticeLink notice={notice} onFollow={() => follow(notice)} />
              </li>
            ))}
          </ul>
          {unread > 0 && (
            <Button size="small" onClick={() => void markRead()}>
              {say('read_all')}
            </Button>
          )}
        </div>
      }
    >
      <Button
        type="text"
        aria-label={unread === 0 ? say('bell') : say('bell_unread', { count: unread })}
        icon={
          <Badge count={unread} overflowCount={mostCounted} size="small">
            <BellOutlined style={{ fontSize: 16, color: 'var(--yidan-color-text)' }} />
          </Badge>
        }
      />
    </Popover>
  )
}

function NoticeLink({ notice, onFollow }: { notice: Notice; onFollow: () => void }) {
  const say = useNoticeWords()
  const nameOf = useActorName()
  const { objectType, objectId, actor, at, readAt } = notice
  const { data: order } = useQuery({
    queryKey: ['/orders', objectId, 'detail'],
    queryFn: () => call<typeof findOrderContract>('GET', `/orders/${objectId}`),
    enabled: objectType === 'order',
    staleTime: 60_000,
  })
  const isOfCustomer = objectType === 'customer'
  const plain = say(isOfCustomer ? 'mention_customer' : 'mention')
  const what = order === undefined ? plain : say('mention_order', { number: order.number })
  return (
    <PageLink
      to={isOfCustomer ? paths.customer(objectId) : paths.order(objectId)}
      className={styles.notice}
      onClick={onFollow}
    >
      {readAt === null && <Badge status="processing" aria-label={say('unread')} />} <strong>{nameOf(actor)}</strong>{' '}
      {what}
      <div className={styles.secondary}>
        <Moment at={at} />
      </div>
    </PageLink>
  )
}
