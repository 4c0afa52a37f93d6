import { Command } from 'cmdk'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { keepNumbers } from '../orders/list/kept-numbers.ts'
import { paths } from '../paths.ts'
import { writeSearch } from '../platform/search.ts'
import { useAccount } from '../platform/session.ts'
import type { TypeAhead } from '../platform/type-ahead.ts'
import { useGo } from '../platform/ui/PageLink.tsx'
import { Commands, useCommands } from './Commands.tsx'
import { FoundItems } from './FoundItems.tsx'
import { keepOpened, type Opened, readOpened } from './recent.ts'
import styles from './search.module.css'
import { severalNumbers } from './typed.ts'
import { type Found, useFound } from './use-found.ts'
import { useSearchWords } from './words.ts'

/**
 * One field for all: what is found, what was opened lately, pages and commands. A whole number that is pasted opens its object at
 * once. Nothing is searched or opened while a word is being composed.
 */
export default function CommandBox({ ahead, onDone }: { ahead: TypeAhead | undefined; onDone: () => void }) {
  const say = useSearchWords()
  const go = useGo()
  const { id: personId } = useAccount()
  const [typed, setTyped] = useState('')
  const isPasted = useRef(false)
  const { found, of, isSearching } = useFound(typed)
  const numbers = severalNumbers(typed)
  const commands = useCommands(typed)
  const { list, ...chosen } = useFirstChosen([typed, found])

  const open = (opened: Opened, isKept = true) => {
    if (isKept) keepOpened(personId, opened)
    onDone()
    go(opened.to)
  }
  useEffect(() => {
    if (!isPasted.current || found === undefined || of === '' || of !== typed.trim()) return
    isPasted.current = false
    if (found.exact === null) return
    const { kind, id } = found.exact
    open({ to: kind === 'order' ? paths.order(id) : paths.product(id), label: of })
  })

  return (
    <Command shouldFilter={false} label={say('title')} className={styles.box} vimBindings={false} loop {...chosen}>
      <Field
        ahead={ahead}
        onType={setTyped}
        onPaste={() => {
          isPasted.current = true
        }}
      />
      <Command.List ref={list} className={styles.list} aria-busy={isSearching}>
        {numbers.length > 0 && (
          <Command.Item
            value="several"
            onSelect={() =>
              open({ to: paths.orders(writeSearch({ numbers: keepNumbers(numbers) })), label: '' }, false)
            }
          >
            {say('find_many', { count: numbers.length })}
          </Command.Item>
        )}
        {typed === '' && <RecentItems opened={readOpened(personId)} onOpen={open} />}
        {found !== undefined && numbers.length === 0 && <FoundItems found={found} typed={typed.trim()} onOpen={open} />}
        <Commands groups={commands} onDone={onDone} />
        {numbers.length === 0 && (
          <Notice {...{ found, isSearching }} typed={typed.trim()} hasMore={commands.length > 0} />
        )}
      </Command.List>
      <Hints />
    </Command>
  )
}

/** Chooses the first of the list whenever something else stands in it; the arrows choose from there. */
function useFirstChosen(reasons: readonly unknown[]) {
  const list = useRef<HTMLDivElement>(null)
  const [value, onValueChange] = useState('')
  const before = useRef<readonly unknown[]>([])
  useEffect(() => {
    if (reasons.every((reason, index) => reason === before.current[index])) return
    before.current = reasons
    onValueChange(list.current?.querySelector('[cmdk-item]')?.getAttribute('data-value') ?? '')
  })
  return { list, value, onValueChange }
}

/** What is typed is told, but not while a word is being composed: then its letters are not what is meant. */
function Field({
  ahead,
  onType,
  onPaste,
}: {
  ahead: TypeAhead | undefined
  onType: (text: string) => void
  onPaste: () => void
}) {
  const say = useSearchWords()
  const [shown, setShown] = useState('')
  const isComposing = useRef(false)
  const tell = useEffectEvent(onType)
  useEffect(() => {
    const text = ahead?.take() ?? ''
    if (text === '') return
    setShown(text)
    tell(text)
  }, [ahead])
  return (
    <Command.Input
      className={styles.input}
      placeholder={say('placeholder')}
      value={shown}
      onValueChange={(text) => {
        setShown(text)
        if (!isComposing.current) onType(text)
      }}
      onCompositionStart={() => {
        isComposing.current = true
      }}
      onCompositionEnd={({ currentTarget }) => {
        isComposing.current = false
        onType(currentTarget.value)
      }}
      onPaste={onPaste}
      autoFocus
    />
  )
}

function Notice({
  typed,
  found,
  isSearching,
  hasMore,
}: {
  typed: string
  found: Found | undefined
  isSearching: boolean
  /** Something else stands in the list. */
  hasMore: boolean
}) {
  const say = useSearchWords()
  if (hasMore && !isSearching) return null
  if (found === undefined) {
    return isSearching ? (
      <div className={styles.nothing} role="status">
        {say('searching')}
      </div>
    ) : null
  }
  const { orders, parcels, products, customers } = found
  if (isSearching || [orders, parcels, products, customers].some(({ length }) => length > 0)) return null
  return (
    <div className={styles.nothing} role="status">
      <div>{say('nothing', { text: typed })}</div>
      <small>{say('nothing_says')}</small>
    </div>
  )
}

function Hints() {
  const say = useSearchWords()
  return (
    <div className={styles.hints} aria-hidden="true">
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {say('hint_move')}
      </span>
      <span>
        <kbd>↵</kbd> {say('hint_open')}
      </span>
      <span>
        <kbd>Esc</kbd> {say('hint_close')}
      </span>
    </div>
  )
}

function RecentItems({ opened, onOpen }: { opened: readonly Opened[]; onOpen: (opened: Opened) => void }) {
  const say = useSearchWords()
  if (opened.length === 0) return null
  return (
    <Command.Group heading={say('recent')}>
      {opened.map((each) => (
        <Command.Item key={each.to} value={`recent ${each.to}`} onSelect={() => onOpen(each)}>
          {each.label}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
