import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useDebounced } from '../../platform/use-debounced.ts'
import { ContactPart, CountryPart, moreParts, type TextPart } from './ContactPart.tsx'
import styles from './entry.module.css'
import type { ContactText, Entry } from './entry.ts'
import { useFoundCustomers } from './lookups.ts'
import { maskedLine } from './masked-line.ts'
import { isBlock, type ParsedBlock, parseBlock } from './parsed-block.ts'
import { useEntryWords } from './words.ts'

const firstParts = ['name', 'phone', 'province', 'city', 'district', 'street'] as const

/** The address, part by part; what the reading of a pasted block is not sure of is marked until somebody changes it. */
export function ContactFields({
  entry,
  set,
  faults,
  parsed,
  takeCustomer,
  onBlock,
}: {
  entry: Entry
  set: (fields: Partial<Entry>) => void
  faults: ReadonlyMap<string, string>
  parsed: ParsedBlock | undefined
  takeCustomer: (customerId: string) => void
  onBlock: (block: ParsedBlock) => void
}) {
  const contact = entry.contact ?? {}
  const [hasMore, setMore] = useState(() => moreParts.some((part) => contact[part]))
  const setParts = (parts: ContactText) => set({ contact: { ...contact, ...parts } })
  const part = (part: TextPart) => (
    <ContactPart
      key={part}
      part={part}
      value={contact[part] ?? ''}
      doubt={doubtOf(parsed, contact, part)}
      fault={faults.get(`contact.${part}`)}
      onText={(text) => setParts({ [part]: text })}
      onPasteText={(text) => {
        // What is refused of it stays for the server to say, when the order is placed.
        if (isBlock(text) && text.trim().length > 20) void parseBlock(text).then(onBlock, () => undefined)
        return isBlock(text) && text.trim().length > 20
      }}
    />
  )
  return (
    <div>
      <div className={styles.contact}>
        {firstParts.map(part)}
        {hasMore && moreParts.map(part)}
        {hasMore && (
          <CountryPart
            value={contact.country ?? 'CN'}
            fault={faults.get('contact.country')}
            onChange={(country) => setParts({ country })}
          />
        )}
      </div>
      <BlockNotes {...{ parsed, contact }} onRegion={setParts} />
      {entry.customerId === undefined && <KnownPhone phone={contact.phone ?? ''} takeCustomer={takeCustomer} />}
      <Foot {...{ entry, set }} {...(!hasMore && { onMore: () => setMore(true) })} />
    </div>
  )
}

function doubtOf(parsed: ParsedBlock | undefined, contact: ContactText, part: TextPart) {
  const field = parsed?.fields[part]
  return field == null || contact[part] !== field.value ? undefined : (field.doubt ?? undefined)
}

function Foot({ entry, set, onMore }: { entry: Entry; set: (fields: Partial<Entry>) => void; onMore?: () => void }) {
  const say = useEntryWords()
  const isNew = entry.customerId === undefined
  return (
    <div className={styles.contactFoot}>
      {isNew && (
        <Checkbox
          checked={entry.keepCustomer === true}
          onChange={(event) => set({ keepCustomer: event.target.checked })}
        >
          {say('keep_customer')}
        </Checkbox>
      )}
      {onMore && (
        <Button type="link" size="small" onClick={onMore}>
          {say('more_fields')}
        </Button>
      )}
      {isNew && (
        <Button type="link" size="small" onClick={() => set({ contact: undefined })}>
          {say('receiver_change')}
        </Button>
      )}
    </div>
  )
}

/** What of a block belonged nowhere, and which other regions it may be. */
function BlockNotes({
  parsed,
  contact,
  onRegion,
}: {
  parsed: ParsedBlock | undefined
  contact: ContactText
  onRegion: (region: ContactText) => void
}) {
  const say = useEntryWords()
  if (parsed === undefined) return null
  const isUndecided = contact.district === (parsed.fields.district?.value ?? contact.district)
  return (
    <>
      {parsed.others.length > 0 && isUndecided && (
        <div className={styles.notes}>
          {say('receiver_others')}
          {parsed.others.map((region) => (
            <Button key={Object.values(region).join()} size="small" onClick={() => onRegion(region)}>
              {[region.province, region.city, region.district].join(' ')}
            </Button>
          ))}
        </div>
      )}
      {parsed.unparsed.length > 0 && (
        <div className={styles.warning}>{say('receiver_unparsed', { text: parsed.unparsed.join(' ') })}</div>
      )}
    </>
  )
}

const fewestDigits = 7

/** Whose phone was typed is perhaps known already. */
function KnownPhone({ phone, takeCustomer }: { phone: string; takeCustomer: (customerId: string) => void }) {
  const say = useEntryWords()
  const digits = useDebounced(phone.replace(/\D/g, ''), 300)
  const [known, ...more] = useFoundCustomers(digits.length < fewestDigits ? '' : digits).data ?? []
  if (known?.contact == null || more.length > 0 || digits.length < fewestDigits) return null
  return (
    <div className={styles.notes} role="status">
      {say('receiver_known', { name: maskedLine(known.contact) })}
      <Button size="small" onClick={() => takeCustomer(known.id)}>
        {say('receiver_use_known')}
      </Button>
    </div>
  )
}
