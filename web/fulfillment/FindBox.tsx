import { CameraOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { findWorkByCodeContract } from '../../src/fulfillment/queue-contract.ts'
import { paths } from '../paths.ts'
import { call, queryOf } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { useSignals } from '../platform/scan/use-signals.ts'
import { useSetView } from '../platform/search.ts'
import { CameraScan } from '../platform/ui/CameraScan.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { ScanBox } from '../platform/ui/ScanBox.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'

/** Scans a paper, a parcel or an item, and opens the work that it leads to. */
export function FindBox() {
  const say = useWorkWords()
  const find = useFind()
  const [isCameraOpen, setCameraOpen] = useState(false)
  return (
    <>
      <div className={styles.find}>
        <ScanBox label={say('scan_label')} placeholder={say('scan_find')} onScan={(code) => void find(code)} />
        <Button
          size="large"
          icon={<CameraOutlined />}
          aria-label={say('camera')}
          onClick={() => setCameraOpen(!isCameraOpen)}
        />
      </div>
      {isCameraOpen && <CameraScan onScan={(code) => void find(code)} onClose={() => setCameraOpen(false)} />}
    </>
  )
}

function useFind(): (code: string) => Promise<void> {
  const say = useWorkWords()
  const tell = useProblemWords()
  const { message } = App.useApp()
  const { locationId } = useDevice()
  const signals = useSignals()
  const setView = useSetView()
  const go = useGo()
  return async (code) => {
    try {
      const query = queryOf({ code, locationId })
      const { meaning, item, shipment, fulfillmentOrders } = await call<typeof findWorkByCodeContract>(
        'GET',
        `/fulfillment-orders/by-code${query}`,
      )
      const [first] = fulfillmentOrders
      if (item !== null) {
        const isWanted = first !== undefined
        signals.tell(isWanted ? 'right' : 'wrong', item.sku)
        if (!isWanted) return void message.warning(say('found_item_none', { sku: item.sku }))
        void message.info(say('found_item', { sku: item.sku, count: fulfillmentOrders.length }))
        return setView({ item: item.itemId, sku: item.sku, queue: undefined }, true)
      }
      const id = first?.id ?? shipment?.fulfillmentOrderId
      if (meaning === 'nothing' || id === undefined) {
        signals.tell('wrong', say('found_nothing', { code }))
        return void message.warning(say('found_nothing', { code }))
      }
      signals.tell('right', String(first?.orderNumber ?? code))
      go(paths.work(id))
    } catch (error) {
      void message.error(tell(error).text)
    }
  }
}
