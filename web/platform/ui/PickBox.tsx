import { type KeyboardEvent, type ReactNode, type Ref, useId, useRef, useState } from 'react'
import { afterKey, looksScanned } from '../scan/scan-rhythm.ts'
import styles from './pick-box.module.css'

/** Something that can be picked. */
export type PickOption = { key: string; content: ReactNode }

/** What Enter found in the box: the option that was marked, if one was, and whether a scanner typed it. */
export type Entered = { text: string; marked: string | undefined; how: 'scanned' | 'typed' }

type Picking = {
  text: string
  options: readonly PickOption[]
  /** Stands below the options: that it is looking, or that nothing was found. */
  says?: string | undefined
  onText: (text: string) => void
  onEnter: (entered: Entered) => void
}

/**
 * A box in which somebody types (or scans) what they look for and picks from what was found, by keyboard alone: arrows mark, Enter
 * picks, Esc closes. Who uses it decides what Enter means; it never acts while a word is being composed.
 */
export function PickBox({
  label,
  isInvalid = false,
  onPasteText,
  inputRef,
  ...picking
}: Picking & {
  label: string
  isInvalid?: boolean
  /** Takes what was pasted; true if nothing of it is to stand in the box. */
  onPasteText?: (text: string) => boolean
  inputRef?: Ref<HTMLInputElement>
}) {
  const id = useId()
  const { text, options, says, onText } = picking
  const { isShown, marked, setMarked, setOpen, enter, press } = usePicking(picking)
  return (
    <div className={styles.box}>
      <input
        ref={inputRef}
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isShown && options[marked] !== undefined && { 'aria-activedescendant': `${id}-${marked}` })}
        {...(isInvalid && { 'aria-invalid': true })}
        {...{ value: text, placeholder: label, autoComplete: 'off', autoCapitalize: 'off', spellCheck: false }}
        onChange={(event) => {
          onText(event.target.value)
          setMarked(0)
          setOpen(true)
        }}
        onKeyDown={press}
        onPaste={(event) => {
          if (onPasteText?.(event.clipboardData.getData('text')) === true) event.preventDefault()
        }}
        onBlur={() => setOpen(false)}
        onFocus={() => setOpen(true)}
      />
      <div className={styles.list} hidden={!isShown}>
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {options.map((option, index) => (
            <Option
              key={option.key}
              id={`${id}-${index}`}
              isMarked={index === marked}
              onMark={() => setMarked(index)}
              onPick={() => enter(option.key)}
            >
              {option.content}
            </Option>
          ))}
        </div>
        {says !== undefined && <div className={styles.says}>{says}</div>}
      </div>
    </div>
  )
}

function usePicking({ text, options, says, onEnter }: Picking) {
  const [isOpen, setOpen] = useState(false)
  const [wanted, setMarked] = useState(0)
  const pressedAt = useRef<readonly number[]>([])
  const isShown = isOpen && text !== '' && (options.length > 0 || says !== undefined)
  const marked = Math.min(wanted, options.length - 1)
  const enter = (key: string | undefined) => {
    const how = looksScanned(pressedAt.current) ? 'scanned' : 'typed'
    pressedAt.current = []
    setOpen(false)
    onEnter({ text: text.trim(), marked: key, how })
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, ctrlKey, metaKey, timeStamp } = event
    if (event.nativeEvent.isComposing) return
    if (key.length === 1 || key === 'Enter') pressedAt.current = afterKey(pressedAt.current, timeStamp)
    if ((key === 'ArrowDown' || key === 'ArrowUp') && options.length > 0) {
      event.preventDefault()
      setOpen(true)
      if (isShown) setMarked((marked + (key === 'ArrowDown' ? 1 : -1) + options.length) % options.length)
    } else if (key === 'Escape' && isShown) {
      event.stopPropagation()
      setOpen(false)
    } else if (key === 'Enter' && !ctrlKey && !metaKey) {
      event.preventDefault()
      event.stopPropagation()
      enter(isShown ? options[marked]?.key : undefined)
    }
  }
  return { isShown, marked, setMarked, setOpen, enter, press }
}

/** The focus stays in the box, whose arrows mark and whose Enter picks; here it is done with the mouse. */
function Option({
  id,
  isMarked,
  onMark,
  onPick,
  children,
}: {
  id: string
  isMarked: boolean
  onMark: () => void
  onPick: () => void
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: as said
    // biome-ignore lint/a11y/useKeyWithClickEvents: as said
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      className={isMarked ? `${styles.option} ${styles.marked}` : styles.option}
      onMouseDown={(event) => event.preventDefault()}
      onMouseEnter={onMark}
      onClick={onPick}
    >
      {children}
    </div>
  )
}
