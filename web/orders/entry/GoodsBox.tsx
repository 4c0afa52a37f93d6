import { CameraOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, type RefObject, useState } from 'react'
import { sound } from '../../platform/scan/signal.ts'
import { useShortcut } from '../../platform/shortcuts.ts'
import { CameraScan } from '../../platform/ui/CameraScan.tsx'
import { type Entered, PickBox } from '../../platform/ui/PickBox.tsx'
import { useDebounced } from '../../platform/use-debounced.ts'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { usePlatformWords } from '../../platform/words.ts'
import styles from './entry.module.css'
import { type FoundGoods, findGoods, useFoundGoods } from './lookups.ts'
import { isTable } from './pasted-rows.ts'
import { useEntryWords } from './words.ts'

type Adding = (goods: FoundGoods, how: 'scanned' | 'typed') => void

/** How goods are taken by their code, and what was wrong with the last one. */
export type Taking = ReturnType<typeof useTaking>

/**
 * Where goods come into the order: a scanner types their barcode, a person a SKU, a part of the name or pinyin, a spreadsheet
 * pastes rows, the camera looks. Enter with nothing in it leads on.
 */
export function GoodsBox({
  currency,
  taking,
  inputRef,
  fault,
  told,
  onAdd,
  onRows,
  onDone,
}: {
  currency: string
  taking: Taking
  inputRef: RefObject<HTMLInputElement | null>
  fault: string | undefined
  /** What came of the last thing. */
  told: string
  onAdd: Adding
  onRows: (text: string) => void
  onDone: () => void
}) {
  const say = useEntryWords()
  const [text, setText] = useState('')
  const { wrong, setWrong, take } = taking
  const { found, says } = useOptions(text.trim(), currency)
  const enter = async ({ text, marked, how }: Entered) => {
    if (text === '') return onDone()
    const goods = how === 'typed' ? found.find(({ id }) => id === marked) : undefined
    // A scanner does not wait: the box is free for the next code at once.
    if (how === 'scanned' || goods !== undefined) setText('')
    if (goods !== undefined) onAdd(goods, 'typed')
    else if (await take(text, how)) setText('')
  }
  const problem = wrong ?? fault
  return (
    <div data-field="goods" data-enter-own="">
      <WithCamera onCode={(code) => void take(code, 'scanned')}>
        <PickBox
          label={say('goods_box')}
          {...{ text, inputRef, says, isInvalid: problem !== undefined }}
          onText={(typed) => {
            setText(typed)
            setWrong(undefined)
          }}
          options={found.map((goods) => ({ key: goods.id, content: <GoodsOption goods={goods} /> }))}
          onEnter={(entered) => void enter(entered)}
          onPasteText={(pasted) => {
            if (!isTable(pasted)) return false
            onRows(pasted)
            return true
          }}
        />
      </WithCamera>
      <div role="status" className={problem === undefined ? styles.told : styles.fault}>
        {problem ?? told}
      </div>
    </div>
  )
}

function WithCamera({ onCode, children }: { onCode: (code: string) => void; children: ReactNode }) {
  const say = useEntryWords()
  const sayAll = usePlatformWords()
  const [isOn, setOn] = useState(false)
  useShortcut('alt+c', { label: say('shortcut_camera'), group: say('shortcuts'), worksInFields: true }, () =>
    setOn((isOn) => !isOn),
  )
  return (
    <>
      <div className={styles.goodsRow}>
        {children}
        <Button
          size="large"
          className={styles.camera ?? ''}
          icon={<CameraOutlined />}
          aria-label={sayAll(isOn ? 'camera_close' : 'camera_open')}
          aria-pressed={isOn}
          title={`${sayAll('camera_open')} (Alt+C)`}
          onClick={() => setOn(!isOn)}
        />
      </div>
      {isOn && (
        <div className={styles.cameraPanel}>
          <CameraScan onScan={onCode} onClose={() => setOn(false)} />
        </div>
      )}
    </>
  )
}

function useOptions(text: string, currency: string): { found: FoundGoods[]; says: string | undefined } {
  const say = useEntryWords()
  const settled = useDebounced(text, 120)
  const { data, isFetching } = useFoundGoods(settled, currency)
  const found = settled === text ? (data ?? []) : []
  if (found.length > 0) return { found, says: undefined }
  const isLooking = settled !== text || isFetching || data === undefined
  return { found, says: isLooking ? say('goods_looking') : say('goods_none', { text }) }
}

/** Takes what was typed to its end or scanned: a scanned code has to be one, of what is typed the best is meant. */
export function useTaking(currency: string, onAdd: Adding) {
  const say = useEntryWords()
  const tell = useProblemWords()
  const [wrong, setWrong] = useState<string>()
  const take = async (text: string, how: 'scanned' | 'typed'): Promise<boolean> => {
    try {
      const [best] = await findGoods(text, currency)
      const isMeant = best !== undefined && (how === 'typed' || best.match === 'code')
      setWrong(isMeant ? undefined : say('goods_none', { text }))
      if (how === 'scanned') sound(isMeant ? 'right' : 'wrong')
      if (isMeant) onAdd(best, how)
      return isMeant
    } catch (error) {
      setWrong(tell(error).text)
      return false
    }
  }
  return { wrong, setWrong, take }
}

function GoodsOption({ goods: { name, sku, price, stock } }: { goods: FoundGoods }) {
  const say = useEntryWords()
  return (
    <span className={styles.goodsOption}>
      <span className={styles.goodsName}>
        {name} <span className={styles.quiet}>{sku}</span>
      </span>
      <span className="figure">{price ?? '–'}</span>
      <span className={`figure ${styles.quiet}`}>
        {stock === null ? say('line_service') : say('line_stock_total', { count: stock.toPromise })}
      </span>
    </span>
  )
}
