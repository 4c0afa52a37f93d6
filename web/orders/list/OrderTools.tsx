import { UnorderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { ListTools } from '../../lists/ListTools.tsx'
import type { Chosen } from '../../lists/use-chosen-rows.ts'
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
  return (
    <ListTools view={view} chosen={chosen} file={useOrderExport()}>
      <Button icon={<UnorderedListOutlined />} onClick={onNumbers}>
        {say('numbers')}
      </Button>
    </ListTools>
  )
}
