import { SearchOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { useAppWords } from '../app/words.ts'
import { useIsNarrow } from '../platform/device.ts'
import { useShortcut } from '../platform/shortcuts.ts'
import { catchTyping, type TypeAhead } from '../platform/type-ahead.ts'
import styles from './search.module.css'

const CommandBox = lazy(() => import('./CommandBox.tsx'))

/** Opens the search and command box: by a press, by Ctrl+K anywhere, by `/` where nobody types. */
export function SearchBox() {
  const say = useAppWords()
  const isNarrow = useIsNarrow()
  const [isOpen, setOpen] = useState(false)
  const [opening, setOpening] = useState(0)
  const ahead = useRef<TypeAhead>(undefined)
  const open = () => {
    if (isOpen) return
    // The box comes a moment later, at first from the network: what is typed meanwhile is meant for it.
    ahead.current?.take()
    ahead.current = catchTyping()
    setOpening((before) => before + 1)
    setOpen(true)
  }
  const close = () => {
    ahead.current?.take()
    setOpen(false)
  }
  const about = { label: say('search'), group: say('shortcuts_everywhere') }
  useShortcut('mod+k', { ...about, worksInFields: true }, () => (isOpen ? close() : open()))
  useShortcut('/', about, open)
  return (
    <>
      {isNarrow ? (
        <Button type="text" icon={<SearchOutlined />} aria-label={say('search')} onClick={open} />
      ) : (
        <button type="button" className={styles.opener} onClick={open}>
          <SearchOutlined />
          <span>{say('search')}</span>
          <kbd>{isMac ? '⌘' : 'Ctrl'} K</kbd>
        </button>
      )}
      <Modal
        open={isOpen}
        onCancel={close}
        footer={null}
        closable={false}
        destroyOnHidden
        width={640}
        style={{ top: isNarrow ? 8 : 88 }}
        styles={{ container: { padding: 0 }, header: { margin: 0, height: 0 } }}
        title={<span className={styles.unseen}>{say('search')}</span>}
      >
        <Suspense fallback={<div className={styles.loading} aria-busy="true" />}>
          <CommandBox key={opening} ahead={ahead.current} onDone={close} />
        </Suspense>
      </Modal>
    </>
  )
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)
