import { useCallback, useRef, useState } from 'react'
import { JobSheet } from '../../bulk/JobSheet.tsx'
import { paths } from '../../paths.ts'
import { changeColumn } from '../../platform/list/columns.ts'
import { useShortcut } from '../../platform/shortcuts.ts'
import { ListTable } from '../../platform/ui/list/ListTable.tsx'
import type { ListHandle } from '../../platform/ui/list/list-props.ts'
import { SelectionBar } from '../../platform/ui/list/SelectionBar.tsx'
import { usePlatformWords } from '../../platform/words.ts'
import { ActDialog } from './ActDialog.tsx'
import { OrderPanel } from './OrderPanel.tsx'
import { OrdersEmpty } from './OrdersEmpty.tsx'
import type { OrderActName, OrderSelection } from './order-acts.ts'
import { NarrowOrder } from './order-columns.tsx'
import styles from './orders.module.css'
import { SelectionActs } from './SelectionActs.tsx'
import { useActTitle } from './use-act-title.ts'
import type { ChosenOrders } from './use-chosen-orders.ts'
import type { OrderList } from './use-order-list.ts'
import { useOrderNews } from './use-order-news.ts'
import type { useOrderView } from './use-order-view.ts'
import { useOrderListWords } from './words.ts'

type Asked = { act: OrderActName; selection: OrderSelection; count: string }

type Desk = { list: OrderList; view: ReturnType<typeof useOrderView>; chosen: ChosenOrders }

/** The list itself, with what is done in it: rows chosen and opened, acts begun, the order beside it, the result of a job. */
export function OrderDesk({ list, view, chosen }: Desk) {
  const say = useOrderListWords()
  const sayPlatform = usePlatformWords()
  const titleOf = useActTitle()
  const { filter, sort, openId, jobId, set } = view
  const handle = useRef<ListHandle>(null)
  const [cursorId, setCursorId] = useState<string>()
  const [asked, setAsked] = useState<Asked>()
  const news = useOrderNews(list, filter, sort)
  const open = (id: string | undefined) => set({ open: id })
  const move = (id: string | undefined) => {
    setCursorId(id)
    if (openId !== undefined && id !== undefined) open(id)
  }
  const group = sayPlatform('shortcuts_list')
  useShortcut('Escape', { label: sayPlatform('close'), group, isOff: openId === undefined }, () => {
    open(undefined)
    handle.current?.focus()
  })
  const next = () => {
    const at = list.rows.findIndex(({ id }) => id === openId)
    const after = list.rows[at + 1]
    if (after !== undefined) move(after.id)
  }
  const onEnd = useCallback(list.readMore, [list])
  return (
    <>
      <SelectionBar
        selection={chosen.selection}
        shown={list.rows.length}
        matching={chosen.matching}
        onAll={chosen.all}
        onNone={chosen.none}
      >
        <SelectionActs onAct={(act) => setAsked({ act, selection: chosen.toActOn, count: chosen.count })} />
      </SelectionBar>
      <div className={styles.main}>
        <div className={styles.column}>
          {news.fresh > 0 && (
            <button
              type="button"
              className={styles.news}
              onClick={() => {
                news.take()
                handle.current?.toTop()
              }}
            >
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
            cursor={{ id: cursorId ?? openId, move }}
            openId={openId}
            onOpen={open}
            toneOf={({ id }) => (news.changed.has(id) ? 'changed' : undefined)}
            sort={sort}
            onSort={(wanted) => set({ sort: wanted === 'newest' ? undefined : wanted })}
            onWidth={(key, width) => view.setColumns(changeColumn(view.columns, key, { width }))}
            onEnd={onEnd}
            isReading={list.isReading || !view.isReady}
            hasMore={list.hasMore}
            memory={JSON.stringify(list.queryKey)}
            handle={handle}
            empty={<OrdersEmpty filter={filter} />}
          />
        </div>
        {openId !== undefined && (
          <OrderPanel
            orderId={openId}
            onClose={() => open(undefined)}
            onReleased={next}
            acts={<SelectionActs onAct={(act) => setAsked({ act, selection: { orderIds: [openId] }, count: '1' })} />}
          />
        )}
      </div>
      {asked !== undefined && (
        <ActDialog
          {...asked}
          onStarted={(job) => {
            setAsked(undefined)
            set({ job })
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
      {jobId !== undefined && (
        <JobSheet
          jobId={jobId}
          titleOf={titleOf}
          pathOf={paths.order}
          onOpen={(job) => set({ job })}
          onClose={() => set({ job: undefined })}
          onEnded={list.readAgain}
        />
      )}
    </>
  )
}
