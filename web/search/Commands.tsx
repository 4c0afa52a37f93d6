import { Command } from 'cmdk'
import { signOut } from '../app/sign-out.ts'
import { useVisibleAreas } from '../app/visible-areas.ts'
import { type AppWord, useAppWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { setDevice, useDevice, useIsDark } from '../platform/device.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { pressShortcut } from '../platform/shortcuts.ts'
import { useGo } from '../platform/ui/PageLink.tsx'
import styles from './search.module.css'
import { fits } from './typed.ts'
import { useSearchWords } from './words.ts'

type Item = { key: string; label: string; names: readonly string[]; keys?: string; run: () => void }

/** The pages that somebody may see, and what can be done from everywhere; all of them where nothing was typed. */
export function Commands({ typed, onDone }: { typed: string; onDone: () => void }) {
  const say = useSearchWords()
  const groups = [
    { heading: say('actions'), items: useActions() },
    { heading: say('pages'), items: usePages() },
  ]
  return groups.map(({ heading, items }) => {
    const fitting = items.filter(({ label, names }) => fits(typed.trim(), [label, ...names]))
    if (fitting.length === 0) return null
    return (
      <Command.Group key={heading} heading={heading}>
        {fitting.map(({ key, label, keys, run }) => (
          <Command.Item
            key={key}
            value={`command ${key}`}
            onSelect={() => {
              onDone()
              run()
            }}
          >
            <span>{label}</span>
            {keys !== undefined && <kbd className={styles.pushed}>{keys}</kbd>}
          </Command.Item>
        ))}
      </Command.Group>
    )
  })
}

function usePages(): Item[] {
  const sayApp = useAppWords()
  const go = useGo()
  return useVisibleAreas().map(({ key, title, path, chord }) => {
    const label = sayApp(title as AppWord)
    return { key, label, names: [key], keys: `G ${chord.toUpperCase()}`, run: () => go(path) }
  })
}

function useActions(): Item[] {
  const say = useSearchWords()
  const sayApp = useAppWords()
  const go = useGo()
  const may = useMay()
  const isDark = useIsDark()
  const { language, density } = useDevice()
  const { sessionId } = useAccount()
  const other = language === 'en' ? ('zh-CN' as const) : ('en' as const)
  const isCompact = density === 'compact'
  return [
    ...(may('orders.place')
      ? [{ key: 'new', label: say('new_order'), names: ['new order'], run: () => go(paths.newOrder()) }]
      : []),
    {
      ...{ key: 'language', names: ['language', 'english', 'chinese', '中文', '语言'] },
      label: say('to_language', { language: other === 'en' ? 'English' : '中文' }),
      run: () => setDevice({ language: other }),
    },
    {
      ...{ key: 'theme', label: say(isDark ? 'to_light' : 'to_dark'), names: ['theme', 'dark', 'light', '主题'] },
      run: () => setDevice({ theme: isDark ? 'light' : 'dark' }),
    },
    {
      ...{ key: 'density', label: say(isCompact ? 'to_comfortable' : 'to_compact'), names: ['density', '疏密'] },
      run: () => setDevice({ density: isCompact ? 'comfortable' : 'compact' }),
    },
    {
      ...{ key: 'shortcuts', label: say('shortcuts'), names: ['keyboard', 'shortcuts'], keys: '?' },
      run: () => pressShortcut('?'),
    },
    { key: 'account', label: sayApp('account'), names: ['account'], run: () => location.assign(paths.account()) },
    { key: 'out', label: sayApp('sign_out'), names: ['sign out', 'log out'], run: () => void signOut(sessionId) },
  ]
}
