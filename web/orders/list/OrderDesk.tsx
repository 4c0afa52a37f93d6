import { type RefObject, useRef, useState } from 'react'
import { BulkActs } from '../../lists/BulkActs.tsx'
import type { AskedAct } from '../../lists/list-acts.ts'
import { SelectionActs } from '../../lists/SelectionActs.tsx'
import type { Chosen } from '../../lists/use-chosen-rows.ts'
import { changeColumn } from '../../platform/list/columns.ts'
import { useShortcut } from '../../platform/shortcuts.ts'
import { ListTable } from '../../platform/ui/list/ListTable.tsx'
import type { ListHandle } from '../../platform/ui/list/list-props.ts'
import { SelectionBar } from '../../platform/ui/list/SelectionBar.tsx'
import { usePlatformWords } from '../../platform/words.ts'
import { OrderPanel } from './OrderPanel.tsx'
import { OrdersEmpty } from './OrdersEmpty.tsx'
import { NarrowOrder } from './order-columns.tsx'
import styles from './orders.module.css'
import { useOrderActs } from './use-order-acts.tsx'
import type { OrderList } from './use-order-list.ts'
import { useOrderNews } from './use-order-news.ts'
import type { useOrderView } from './use-order-view.ts'
import { useOrderListWords } from './words.ts'

type Desk = { list: OrderList; view: ReturnType<typeof useOrderView>; chosen: Chosen }

/** The list itself, with what is done in it: rows chosen and opened, acts begun, the order beside it, the result of a job. */
export function OrderDesk({ list, view, chosen }: Desk) {
  const { openId, set } = view
  const acts = useOrderActs()
  const [asked, setAsked] = useState<AskedAct>()
  const handle = useRef<ListHandle>(null)
  const [cursorId, setCursorId] = useState<string>()
  const open = (id: string | undefined) => set({ open: id })
  const move = (id: string | undefined) => {
    setCursorId(id)
    if (openId !== undefined && id !== undefined) open(id)
  }
  const close = () => {
    open(undefined)
    handle.current?.focus()
  }
  const next = () => {
    const after = list.rows[list.rows.findIndex(({ id }) => id === openId) + 1]
    if (after !== undefined) move(after.id)
  }
  return (
    <>
      <SelectionBar
        selection={chosen.selection}
        shown={list.rows.length}
        matching={chosen.matching}
        onAll={chosen.all}
        onNone={chosen.none}
      >
        <SelectionActs
          acts={acts}
          selection={chosen.toActOn}
          onAct={(act) => setAsked({ act, selection: chosen.toActOn, count: chosen.count })}
        />
      </SelectionBar>
      <div className={styles.main}>
        <Rows list={list} view={view} chosen={chosen} handle={handle} cursor={{ id: cursorId ?? openId, move }} />
        {openId !== undefined && (
          <OrderPanel
            orderId={openId}
            onClose={close}
            onReleased={next}
            acts={
              <SelectionActs
                acts={acts}
                selection={{ orderIds: [openId] }}
                omit="release_holds"
                onAct={(act) => setAsked({ act, selection: { orderIds: [openId] }, count: '1' })}
              />
            }
          />
        )}
      </div>
      <CloseByKey isOff={openId === undefined} onClose={close} />
      <BulkActs
        acts={acts}
        asked={asked}
        onAsked={setAsked}
        view={view}
        onEnded={() => {
          chosen.none()
          list.readAgain()
        }}
      />
    </>
  )
}

function CloseByKey({ isOff, onClose }: { isOff: boolean; onClose: () => void }) {
  const say = usePlatformWords()
  useShortcut('Escape', { label: say('close'), group: say('shortcuts_list'), isOff }, onClose)
  return null
}

function Rows({
  list,
  view,
  chosen,
  handle,
  cursor,
}: Desk & {
  handle: RefObject<ListHandle | null>
  cursor: { id: string | undefined; move: (id: string | undefined) => void }
}) {
  const say = useOrderListWords()
  const { filter, sort, openId, set } = view
  const news = useOrderNews(list, filter, sort)
  const take = () => {
    news.take()
    handle.current?.toTop()
  }
  return (
    <div className={styles.column}>
      {news.fresh > 0 && (
        <button type="button" className={styles.news} onClick={take}>
          {say('news', { count: news.fresh })}
        </button>
      )}
      <ListTable
        label={say('list')}
        rows={list.rows}
        columns={view.columns}
        showNarrow={(row) => <NarrowOrder row={row} />}
        nameOf={({ number }) => say('order_name', { number })}
        selection={chosen.selection}
        onToggle={chosen.toggle}
        onToggleShown={chosen.toggleShown}
        cursor={cursor}
        openId={openId}
        onOpen={(id) => set({ open: id })}
        toneOf={({ id }) => (news.changed.has(id) ? 'changed' : undefined)}
        sort={sort}
        onSort={(wanted) => set({ sort: wanted === 'newest' ? undefined : wanted })}
        onWidth={(key, width) => view.setColumns(changeColumn(view.columns, key, { width }))}
        onEnd={list.readMore}
        isReading={list.isReading || !view.isReady}
        hasMore={list.hasMore}
        memory={JSON.stringify(list.queryKey)}
        handle={handle}
        empty={<OrdersEmpty filter={filter} />}
      />
    </div>
  )
}
