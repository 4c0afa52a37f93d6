import { type RefObject, useState } from 'react'
import { ContactFields } from './ContactFields.tsx'
import type { Entry } from './entry.ts'
import { KnownReceiver } from './KnownReceiver.tsx'
import { isTyped } from './order-request.ts'
import { contactOf, type ParsedBlock } from './parsed-block.ts'
import { ReceiverBox } from './ReceiverBox.tsx'

/** Whom the order is for and where it goes: found by phone or name, taken out of a pasted block, or typed. */
export function ReceiverSection({
  entry,
  set,
  faults,
  boxRef,
  onDone,
}: {
  entry: Entry
  set: (fields: Partial<Entry>) => void
  faults: ReadonlyMap<string, string>
  boxRef: RefObject<HTMLInputElement | null>
  /** Who receives it is known: on to the goods, or to what is asked first. */
  onDone: (next: 'goods' | 'contact.name' | 'contact.phone') => void
}) {
  const [parsed, setParsed] = useState<ParsedBlock>()
  const takeBlock = (block: ParsedBlock) => {
    setParsed(block)
    set({ contact: { country: 'CN', ...entry.contact, ...contactOf(block) } })
    onDone(block.fields.name === null ? 'contact.name' : block.fields.phone === null ? 'contact.phone' : 'goods')
  }
  const takeNew = (text: string) => {
    const isPhone = /^[\d\s+()-]{5,}$/.test(text)
    setParsed(undefined)
    set({ contact: { country: 'CN', ...(isPhone ? { phone: text } : { name: text }) } })
    onDone(isPhone ? 'contact.name' : 'contact.phone')
  }
  const takeCustomer = (customerId: string) => {
    set({ customerId, shipToCustomerId: customerId, shipToOrderId: undefined, contact: undefined })
    onDone('goods')
  }
  const fields = <ContactFields {...{ entry, set, faults, parsed, takeCustomer }} onBlock={takeBlock} />
  if (!isTyped(entry) || entry.customerId !== undefined) {
    return (
      <>
        <KnownReceiver {...{ entry, set }} onChange={() => onDone('contact.name')} />
        {isTyped(entry) && fields}
      </>
    )
  }
  if (entry.contact !== undefined) return fields
  return <ReceiverBox {...{ boxRef, takeBlock, takeNew, takeCustomer }} fault={faults.get('receiver')} />
}
