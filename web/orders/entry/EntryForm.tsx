import { type RefObject, useEffect, useRef } from 'react'
import { useShortcut } from '../../platform/shortcuts.ts'
import { focusField } from '../../platform/ui/Field.tsx'
import { moveOnEnter } from '../../platform/use-enter-moves.ts'
import { useUnsavedGuard } from '../../platform/use-unsaved-guard.ts'
import styles from './entry.module.css'
import type { Entry } from './entry.ts'
import { GoodsSection } from './GoodsSection.tsx'
import { PresetMenu } from './PresetMenu.tsx'
import { QuoteSummary } from './QuoteSummary.tsx'
import { ReceiverSection } from './ReceiverSection.tsx'
import { SavingNotice, SavingStatus } from './SavingNotice.tsx'
import { TermsFields } from './TermsFields.tsx'
import { useAdoptedGoods } from './use-adopted-goods.ts'
import { type DraftSaving, type SavedDraft, useDraftSaving } from './use-draft-saving.ts'
import { useEntry } from './use-entry.ts'
import { type Placed, usePlacing } from './use-placing.ts'
import { useQuote } from './use-quote.ts'
import { useEntryWords } from './words.ts'

/** An order as it is written: whom it is for, the goods, the terms, and what it comes to; it saves itself until it is placed. */
export function EntryForm({
  initial,
  begun,
  onBegun,
  onPlaced,
}: {
  initial: Entry
  begun?: SavedDraft
  onBegun: (draftId: string) => void
  onPlaced: (order: Placed) => void
}) {
  const say = useEntryWords()
  const form = useRef<HTMLDivElement>(null)
  const receiverBox = useRef<HTMLInputElement>(null)
  const goodsBox = useRef<HTMLInputElement>(null)
  const state = useEntry(initial)
  const { entry, update, set, currency } = state
  const saving = useDraftSaving(entry, begun, onBegun)
  const quoted = useQuote(entry, currency)
  useAdoptedGoods(quoted, update)
  useLeaving(saving)
  useFirstFocus(form, entry)
  const { faults, isPlacing, place } = usePlacing({ ...state, quoted, saving, form, onPlaced })
  // What is shown next is there once this change is drawn.
  const focus = (place: string) => void setTimeout(() => focusField(form.current, place))
  useKeys(place, () => focus('goods'))
  const editing = { entry, set, currency, faults: faults.at }
  return (
    <>
      <SavingNotice saving={saving} />
      <div ref={form} className={styles.form} onKeyDownCapture={moveOnEnter}>
        <div className={styles.main}>
          <section aria-labelledby="entry-receiver">
            <h2 id="entry-receiver">{say('receiver')}</h2>
            <ReceiverSection {...editing} boxRef={receiverBox} onDone={focus} />
          </section>
          <section aria-labelledby="entry-goods">
            <h2 id="entry-goods">{say('goods')}</h2>
            <GoodsSection {...editing} {...{ update, quoted, focus }} boxRef={goodsBox} />
          </section>
          <section aria-labelledby="entry-terms">
            <h2 id="entry-terms">{say('terms')}</h2>
            <TermsFields {...editing} />
            <PresetMenu entry={entry} currency={currency} />
          </section>
        </div>
        <QuoteSummary quote={quoted.quote} isOld={quoted.isOld} others={faults.others} {...{ isPlacing, place }}>
          <SavingStatus saving={saving} />
        </QuoteSummary>
      </div>
    </>
  )
}

function useKeys(place: () => void, toGoods: () => void): void {
  const say = useEntryWords()
  const group = say('shortcuts')
  useShortcut('mod+Enter', { label: say('shortcut_place'), group, worksInFields: true }, place)
  useShortcut('alt+g', { label: say('shortcut_goods'), group, worksInFields: true }, toGoods)
}

function useLeaving({ state, settle }: DraftSaving): void {
  useUnsavedGuard(['waiting', 'saving', 'failed', 'conflict'].includes(state), async () => void (await settle()))
}

/** Where somebody begins: with the receiver, or with the goods where that is known. */
function useFirstFocus(form: RefObject<HTMLElement | null>, entry: Entry): void {
  const isKnown = entry.customerId !== undefined || entry.shipToOrderId !== undefined || entry.contact !== undefined
  const first = useRef(isKnown ? 'goods' : 'receiver')
  useEffect(() => void focusField(form.current, first.current), [form])
}
