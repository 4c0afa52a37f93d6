import { Button } from 'antd'
import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useStockWords } from './words.ts'

/** What brings goods in, puts numbers right, or moves them. */
export function StockTools() {
  const say = useStockWords()
  const may = useMay()
  const go = useGo()
  return (
    <>
      <Button onClick={() => go(paths.transfers())}>{say('transfers')}</Button>
      {may('stock.adjust') && <Button onClick={() => go(paths.adjustStock())}>{say('adjust')}</Button>}
      {may('stock.receive') && (
        <Button type="primary" onClick={() => go(paths.receiveStock())}>
          {say('receive')}
        </Button>
      )}
    </>
  )
}
