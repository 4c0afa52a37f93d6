import type { Area } from '../platform/area.ts'
import { useShortcut } from '../platform/shortcuts.ts'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useVisibleAreas } from './visible-areas.ts'
import { type AppWord, useAppWords } from './words.ts'

/** `g` and a letter lead to an area. */
export function AreaShortcuts() {
  return useVisibleAreas().map((area) => <AreaShortcut key={area.key} area={area} />)
}

function AreaShortcut({ area }: { area: Area }) {
  const say = useAppWords()
  const go = useGo()
  useShortcut(`g ${area.chord}`, { label: say(area.title as AppWord), group: say('shortcuts_go') }, () => go(area.path))
  return null
}
