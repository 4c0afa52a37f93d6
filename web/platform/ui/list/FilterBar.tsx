import { FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input, type InputRef, Popover, Tag } from 'antd'
import { useRef, useState } from 'react'
import { type FilterDef, type FilterValues, wordsOfFilter } from '../../list/filters.ts'
import { useShortcut } from '../../shortcuts.ts'
import { usePlatformWords } from '../../words.ts'
import styles from './controls.module.css'
import { FilterEditor } from './FilterEditor.tsx'

type Bar = {
  /** What can be narrowed by, beside the text. */
  filters: readonly FilterDef[]
  values: FilterValues
  /** What is changed: undefined takes one away. */
  onChange: (changed: FilterValues) => void
  /** What the text finds by; undefined: nothing is searched for. */
  textHint?: string
  /** How many rows there are, as it is written; undefined: it is not counted. */
  count?: string | undefined
  /** How it was counted, where that is to be known. */
  countSays?: string | undefined
  /** Takes what is pasted into the text, or typed to its end; true if it is no text to search for. */
  onPasted?: (text: string) => boolean
}

/** What a list is narrowed by: a text, and of each filter a tag that says it, changes it and takes it away. */
export function FilterBar({ filters, values, onChange, textHint, count, countSays, onPasted }: Bar) {
  const say = usePlatformWords()
  const [opened, setOpened] = useState<string>()
  const isSet = ({ keys }: FilterDef) => keys.some((key) => values[key] !== undefined)
  const shown = filters.filter((filter) => isSet(filter) || filter.keys[0] === opened)
  const clear = (filter: FilterDef) => onChange(Object.fromEntries(filter.keys.map((key) => [key, undefined])))
  return (
    <search className={styles.bar}>
      {textHint !== undefined && (
        <TextFilter value={values.text} hint={textHint} onChange={(text) => onChange({ text })} onPasted={onPasted} />
      )}
      {shown.map((filter) => (
        <Popover
          key={filter.keys[0]}
          trigger="click"
          placement="bottomLeft"
          open={opened === filter.keys[0]}
          onOpenChange={(isOpen) => setOpened(isOpen ? filter.keys[0] : undefined)}
          content={
            <FilterEditor filter={filter} values={values} onChange={onChange} onDone={() => setOpened(undefined)} />
          }
        >
          <Tag className={styles.tag ?? ''}>
            <button type="button" className={styles.plain} aria-expanded={opened === filter.keys[0]}>
              {wordsOfFilter(filter, values)}
            </button>
            <button
              type="button"
              className={styles.plain}
              aria-label={say('filter_remove', { title: filter.title })}
              onClick={(event) => {
                event.stopPropagation()
                setOpened(undefined)
                clear(filter)
              }}
            >
              ×
            </button>
          </Tag>
        </Popover>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          style: { maxHeight: 360, overflow: 'auto' },
          items: filters.filter((filter) => !isSet(filter)).map(({ keys, title }) => ({ key: keys[0], label: title })),
          onClick: ({ key }) => setTimeout(() => setOpened(key)),
        }}
      >
        <Button icon={<FilterOutlined />}>{say('filter_add')}</Button>
      </Dropdown>
      {filters.some(isSet) && (
        <Button
          type="link"
          onClick={() =>
            onChange(
              Object.fromEntries([...filters.flatMap(({ keys }) => keys), 'text'].map((key) => [key, undefined])),
            )
          }
        >
          {say('filter_clear')}
        </Button>
      )}
      {count !== undefined && <RowsCounted count={count} says={countSays} />}
    </search>
  )
}

function RowsCounted({ count, says }: { count: string; says: string | undefined }) {
  const say = usePlatformWords()
  return (
    <span role="status" className={`${styles.none} ${styles.count} figure`}>
      {count !== '' && say('rows_counted', { count })}
      {count !== '' && says !== undefined && ` · ${says}`}
    </span>
  )
}

/** A text is searched for when it was typed to its end: at Enter, or as soon as it is emptied. */
function TextFilter({
  value,
  hint,
  onChange,
  onPasted = () => false,
}: {
  value: string | undefined
  hint: string
  onChange: (text: string | undefined) => void
  onPasted: Bar['onPasted']
}) {
  const say = usePlatformWords()
  const field = useRef<InputRef>(null)
  const [typed, setTyped] = useState<string>()
  useShortcut('f', { label: say('list_search'), group: say('shortcuts_list') }, () => field.current?.focus())
  const search = () => {
    if (typed !== undefined && !onPasted(typed)) onChange(typed.trim() === '' ? undefined : typed.trim())
    setTyped(undefined)
  }
  return (
    <Input
      ref={field}
      allowClear
      className={styles.search ?? ''}
      prefix={<SearchOutlined />}
      placeholder={hint}
      aria-label={hint}
      value={typed ?? value ?? ''}
      onChange={({ target }) => {
        setTyped(target.value)
        if (target.value === '') {
          setTyped(undefined)
          onChange(undefined)
        }
      }}
      onPaste={(event) => {
        if (onPasted(event.clipboardData.getData('text'))) event.preventDefault()
      }}
      onPressEnter={(event) => !event.nativeEvent.isComposing && search()}
      onBlur={search}
    />
  )
}
