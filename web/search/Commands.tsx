import { Command } from 'cmdk'
import { areas } from '../app/areas.ts'
import { signOut } from '../app/sign-out.ts'
import { useVisibleAreas } from '../app/visible-areas.ts'
import { type AppWord, useAppWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { setDevice, useDevice, useIsDark } from '../platform/device.ts'
import { usePinyin } from '../platform/i18n/use-pinyin.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { pressShortcut } from '../platform/shortcuts.ts'
import { useGo } from '../platform/ui/PageLink.tsx'
import { canGoTo, pageWord } from './pages.ts'
import styles from './search.module.css'
import { fits } from './typed.ts'
import { useStaffFound } from './use-staff-found.ts'
import { type SearchWord, useSearchWords } from './words.ts'

type Item = { key: string; label: string; names: readonly string[]; aside?: string; keys?: string; run: () => void }

/** Who works here, the pages that somebody may see, and what can be done from everywhere; without a text, of the pages those of the menu. */
export function useCommands(typed: string): { heading: string; items: Item[] }[] {
  const say = useSearchWords()
  const text = typed.trim()
  const inPinyin = usePinyin(text)
  const areas = useAreaPages()
  const others = useOtherPages()
  const groups = [
    { heading: say('actions'), items: useActions() },
    { heading: say('pages'), items: text === '' ? areas : [...areas, ...others] },
  ]
  const fitting = groups.map(({ heading, items }) => ({
    heading,
    items: items.filter(({ label, names }) => fits(text, [label, ...names]) || inPinyin(label, text)),
  }))
  return [{ heading: say('staff'), items: useStaff(typed) }, ...fitting].filter(({ items }) => items.length > 0)
}

function useStaff(typed: string): Item[] {
  const go = useGo()
  return useStaffFound(typed).map(({ id, name, to }) => ({
    ...{ key: `staff ${id}`, label: name, names: [], run: () => go(to) },
  }))
}

/** Shows commands. */
export function Commands({ groups, onDone }: { groups: ReturnType<typeof useCommands>; onDone: () => void }) {
  return groups.map(({ heading, items }) => (
    <Command.Group key={heading} heading={heading}>
      {items.map(({ key, label, aside, keys, run }) => (
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
          {aside !== undefined && <span className={`${styles.quiet} ${styles.pushed}`}>{aside}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  ))
}

function useAreaPages(): Item[] {
  const sayApp = useAppWords()
  const go = useGo()
  return useVisibleAreas().map(({ key, title, path, chord }) => {
    const label = sayApp(title as AppWord)
    return { key, label, names: [key], keys: `G ${chord.toUpperCase()}`, run: () => go(path) }
  })
}

/** Those that the menu does not have: of a new product, of the staff. */
function useOtherPages(): Item[] {
  const say = useSearchWords()
  const sayApp = useAppWords()
  const go = useGo()
  const may = useMay()
  const isOpen = (permissions: readonly string[] | undefined) => permissions === undefined || permissions.some(may)
  return areas.flatMap((area) =>
    area.pages
      .filter((page) => page.path !== area.path && canGoTo(page.path) && isOpen(page.permissions ?? area.permissions))
      .map(({ path }) => ({
        ...{ key: path, names: [path.replaceAll(/[/-]/g, ' ')], run: () => go(path) },
        ...{ label: say(pageWord(path) as SearchWord), aside: sayApp(area.title as AppWord) },
      })),
  )
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
