import { Modal } from 'antd'
import { useState } from 'react'
import { useShortcut, useShortcuts } from '../platform/shortcuts.ts'
import styles from './shortcut-map.module.css'
import { useAppWords } from './words.ts'

/** `?` lists every shortcut that works on the page now. */
export function ShortcutMap() {
  const say = useAppWords()
  const [isOpen, setOpen] = useState(false)
  useShortcut('?', { label: say('shortcuts'), group: say('shortcuts_everywhere') }, () => setOpen((before) => !before))
  return (
    <Modal
      open={isOpen}
      onCancel={() => setOpen(false)}
      footer={null}
      title={say('shortcuts')}
      width={560}
      destroyOnHidden
    >
      <ShortcutList />
    </Modal>
  )
}

function ShortcutList() {
  const groups = [...Map.groupBy(useShortcuts(), ({ group }) => group)]
  return (
    <div className={styles.groups}>
      {groups.map(([group, shortcuts]) => (
        <section key={group}>
          <h2>{group}</h2>
          <dl>
            {[...Map.groupBy(shortcuts, ({ label }) => label)].map(([label, same]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {[...new Set(same.map(({ keys }) => keys))].map((keys) => (
                    <kbd key={keys}>{writeKeys(keys)}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)

/** As it stands on the keyboard: `mod+k` is Ctrl+K or ⌘K, `g o` G then O. */
function writeKeys(keys: string): string {
  return keys
    .split(' ')
    .map((key) =>
      key
        .split('+')
        .map((part) =>
          part === 'mod' ? (isMac ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : capital(part),
        )
        .join('+'),
    )
    .join(' ')
}

function capital(part: string): string {
  return part.slice(0, 1).toUpperCase() + part.slice(1)
}
