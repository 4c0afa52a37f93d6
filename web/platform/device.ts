import { useSyncExternalStore } from 'react'

/** Of which language the screens are. */
export type Language = 'zh-CN' | 'en'

/** How the screens look and speak on this device; what a person keeps for every device is brought here as they come in. */
export type DeviceSettings = {
  language: Language
  theme: 'system' | 'light' | 'dark'
  density: 'compact' | 'comfortable'
  /** The place that somebody works for; all of theirs when none is chosen. */
  locationId?: string
  /** The checklist of the first steps was put away. */
  isChecklistAway?: boolean
  /** The step at which the tour was left; `done` when it was seen to its end. */
  tour?: number | 'done'
}

const languageKey = 'yidan-language'
const settingsKey = 'yidan-device'
const listeners = new Set<() => void>()
let settings = readSettings()

/** The settings of this device; the component is drawn again when they change. */
export function useDevice(): DeviceSettings {
  return useSyncExternalStore(subscribeToDevice, device)
}

/** The settings of this device now. */
export function device(): DeviceSettings {
  return settings
}

/** Changes some of them, at once and for the next visit. */
export function setDevice(changed: { [Key in keyof DeviceSettings]?: DeviceSettings[Key] | undefined }): void {
  settings = { ...settings, ...changed } as DeviceSettings
  keep(languageKey, settings.language)
  keep(settingsKey, JSON.stringify(settings))
  for (const listener of listeners) listener()
}

/** Tells of every change, until the answer is called. */
export function subscribeToDevice(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether it is dark, by what was chosen or else by what the device says. */
export function useIsDark(): boolean {
  const { theme } = useDevice()
  const systemIsDark = useSyncExternalStore(subscribeToSystem, () => darkSystem().matches)
  return theme === 'system' ? systemIsDark : theme === 'dark'
}

/** Whether the window is as narrow as a phone. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribeToWidth, () => narrowWindow().matches)
}

/** Whether the person asked their system for less motion. */
export function useIsCalm(): boolean {
  return useSyncExternalStore(subscribeToMotion, () => calmSystem().matches)
}

const darkSystem = () => matchMedia('(prefers-color-scheme: dark)')
const calmSystem = () => matchMedia('(prefers-reduced-motion: reduce)')
const narrowWindow = () => matchMedia('(max-width: 767px)')
const subscribeToSystem = (listener: () => void) => subscribeTo(darkSystem(), listener)
const subscribeToMotion = (listener: () => void) => subscribeTo(calmSystem(), listener)
const subscribeToWidth = (listener: () => void) => subscribeTo(narrowWindow(), listener)

function subscribeTo(query: MediaQueryList, listener: () => void): () => void {
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

function readSettings(): DeviceSettings {
  const language = read(languageKey) ?? navigator.languages.find((name) => /^(?:zh|en)\b/i.test(name)) ?? 'zh-CN'
  const kept = JSON.parse(read(settingsKey) ?? '{}') as Partial<DeviceSettings>
  return {
    theme: 'system',
    density: 'comfortable',
    ...kept,
    language: language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN',
  }
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Where a browser keeps nothing, it is chosen anew.
  }
}
