import { PlusOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { paths } from '../../paths.ts'
import { useMay } from '../../platform/session.ts'
import { ColumnMenu } from '../../platform/ui/list/ColumnMenu.tsx'
import { useGo } from '../../platform/ui/PageLink.tsx'
import { SavedViews } from '../../workspace/SavedViews.tsx'
import { ExportOrders } from './ExportOrders.tsx'
import { OrderTasks } from './OrderTasks.tsx'
import type { ChosenOrders } from './use-chosen-orders.ts'
import type { useOrderView } from './use-order-view.ts'
import { useOrderListWords } from './words.ts'

/** What can be done with the list as a whole: views, numbers, files, columns. */
export function OrderTools({
  view,
  chosen,
  onNumbers,
}: {
  view: ReturnType<typeof useOrderView>
  chosen: ChosenOrders
  onNumbers: () => void
}) {
  const say = useOrderListWords()
  const may = useMay()
  const go = useGo()
  const [isLogOpen, setLogOpen] = useState(false)
  return (
    <>
      <SavedViews list="orders" {...view} hasText={view.filter.text !== undefined} onOpen={view.open} />
      <Button icon={<UnorderedListOutlined />} onClick={onNumbers}>
        {say('numbers')}
      </Button>
      <ExportOrders
        columns={view.columns}
        selection={chosen.toTakeOut}
        count={chosen.toTakeOutCount}
        onStarted={() => setLogOpen(true)}
      />
      <OrderTasks
        isLogOpen={isLogOpen}
        onLog={setLogOpen}
        onJob={(job) => {
          setLogOpen(false)
          view.set({ job })
        }}
      />
      <ColumnMenu columns={view.columns} onChange={view.setColumns} onReset={view.resetColumns} />
      {may('orders.place') && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => go(paths.newOrder())}>
          {say('enter_order')}
        </Button>
      )}
    </>
  )
}
