import { CameraOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { findVariantByCodeContract } from '../../src/pricing/contract.ts'
import { Refusal } from '../doors/page/call.ts'
import { type AnswerOf, call, queryOf } from '../platform/call.ts'
import { useSignals } from '../platform/scan/use-signals.ts'
import { CameraScan } from '../platform/ui/CameraScan.tsx'
import { ScanBox } from '../platform/ui/ScanBox.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

/** An item that was found by its code. */
export type FoundItem = AnswerOf<typeof findVariantByCodeContract>

/** Finds an item by its SKU or barcode: typed, by scanner or by camera. */
export function ItemFinder({ onFound, hint }: { onFound: (item: FoundItem) => void; hint?: string }) {
  const say = useStockWords()
  const find = useFindItem(onFound)
  const [isCameraOpen, setCameraOpen] = useState(false)
  return (
    <>
      <div className={styles.find}>
        <ScanBox label={say('find')} placeholder={hint ?? say('find')} onScan={(code) => void find(code)} />
        <Button
          size="large"
          icon={<CameraOutlined />}
          aria-label={say('find')}
          onClick={() => setCameraOpen(!isCameraOpen)}
        />
      </div>
      {isCameraOpen && <CameraScan onScan={(code) => void find(code)} onClose={() => setCameraOpen(false)} />}
    </>
  )
}

/** Finds an item by its code, with the sound and the words of what came of it. */
export function useFindItem(onFound: (item: FoundItem) => void): (code: string) => Promise<void> {
  const say = useStockWords()
  const tell = useProblemWords()
  const signals = useSignals()
  const { message } = App.useApp()
  return async (code) => {
    try {
      const item = await call<typeof findVariantByCodeContract>('GET', `/variants/by-code${queryOf({ code })}`)
      signals.tell('right', item.sku)
      onFound(item)
    } catch (error) {
      const isUnknown = error instanceof Refusal && error.code === 'variant_not_found'
      const text = isUnknown ? say('find_nothing', { code }) : tell(error).text
      signals.tell('wrong', text)
      void message.warning(text)
    }
  }
}
