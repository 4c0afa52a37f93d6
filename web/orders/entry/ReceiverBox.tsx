import { type RefObject, useState } from 'react'
import { type Entered, PickBox, type PickOption } from '../../platform/ui/PickBox.tsx'
import { useDebounced } from '../../platform/use-debounced.ts'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import styles from './entry.module.css'
import { findCustomers, useFoundCustomers } from './lookups.ts'
import { maskedLine } from './masked-line.ts'
import { isBlock, type ParsedBlock, parseBlock } from './parsed-block.ts'
import { useEntryWords } from './words.ts'

const newReceiver = 'new'

/** One box for whatever is known of the receiver: it finds customers, takes a pasted address apart, or begins a new one. */
export function ReceiverBox({
  boxRef,
  fault,
  takeBlock,
  takeNew,
  takeCustomer,
}: {
  boxRef: RefObject<HTMLInputElement | null>
  fault: string | undefined
  takeBlock: (block: ParsedBlock) => void
  takeNew: (text: string) => void
  takeCustomer: (customerId: string) => void
}) {
  const say = useEntryWords()
  const tell = useProblemWords()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string>()
  const { options, says } = useOptions(text.trim())
  const parse = (block: string) =>
    void parseBlock(block).then(takeBlock, (error: unknown) => setWrong(tell(error).text))
  const enter = async ({ text, marked }: Entered) => {
    if (text === '') return
    if (isBlock(text)) return parse(text)
    if (marked === newReceiver) return takeNew(text)
    if (marked !== undefined) return takeCustomer(marked)
    const [only, ...more] = await findCustomers(text).catch(() => [])
    if (only === undefined) takeNew(text)
    else if (more.length === 0) takeCustomer(only.id)
  }
  const problem = wrong ?? fault
  return (
    <div data-field="receiver" data-enter-own="">
      <PickBox
        {...{ text, options, says, inputRef: boxRef, isInvalid: problem !== undefined }}
        label={say('receiver_box')}
        onText={(typed) => {
          setText(typed)
          setWrong(undefined)
        }}
        onEnter={(entered) => void enter(entered)}
        onPasteText={(pasted) => {
          if (isBlock(pasted)) parse(pasted)
          return isBlock(pasted)
        }}
      />
      {problem !== undefined && (
        <div role="alert" className={styles.fault}>
          {problem}
        </div>
      )}
    </div>
  )
}

/** Customers who fit, and always the way to somebody new; nothing while an answer is awaited, so that Enter picks nobody by mistake. */
function useOptions(text: string): { options: PickOption[]; says: string | undefined } {
  const say = useEntryWords()
  const settled = useDebounced(text, 150)
  const { data } = useFoundCustomers(isBlock(settled) ? '' : settled)
  if (text === '' || isBlock(text)) return { options: [], says: undefined }
  const isSettled = settled === text && (data !== undefined || settled.length < 2)
  if (!isSettled) return { options: [], says: say('receiver_looking') }
  const found = (data ?? []).map(({ id, code, contact }) => ({
    key: id,
    content: (
      <>
        {contact === null ? '' : maskedLine(contact)} <span className={styles.quiet}>{code}</span>
      </>
    ),
  }))
  return { options: [...found, { key: newReceiver, content: say('receiver_new', { text }) }], says: undefined }
}
