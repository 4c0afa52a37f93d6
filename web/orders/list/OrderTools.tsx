import { PlusOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { ListTools } from '../../lists/ListTools.tsx'
import type { Chosen } from '../../lists/use-chosen-rows.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../platform/session.ts'
import { useGo } from '../../platform/ui/PageLink.tsx'
import { useOrderExport } from './order-export.ts'
import type { useOrderView } from './use-order-view.ts'
import { useOrderListWords } from './words.ts'

/** What can be done with the list as a whole: views, numbers, files, columns. */
export function OrderTools({
  view,
  chosen,
  onNumbers,
}: {
  view: ReturnType<typeof useOrderView>
  chosen: Chosen
  onNumbers: () => void
}) {
  const say = useOrderListWords()
  const may = useMay()
  const go = useGo()
  const enter = may('orders.place') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go(paths.newOrder())}>
      {say('enter_order')}
    </Button>
  )
  return (
    <ListTools view={view} chosen={chosen} file={useOrderExport()} makers={enter}>
      <Button icon={<UnorderedListOutlined />} onClick={onNumbers}>
        {say('numbers')}
      </Button>
    </ListTools>
  )
}
