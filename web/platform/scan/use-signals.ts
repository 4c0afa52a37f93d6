import { useSyncExternalStore } from 'react'
import { device } from '../device.ts'
import { type Signal, sound, speak } from './signal.ts'

const soundKey = 'yidan-sound'
const listeners = new Set<() => void>()

/** Tells by sound and voice how a scan was, unless this device is set to be silent. */
export function useSignals(): { isOn: boolean; toggle: () => void; tell: (signal: Signal, words: string) => void } {
  const isOn = useSyncExternalStore(subscribe, isSounding)
  return {
    isOn,
    toggle: () => {
      localStorage.setItem(soundKey, isOn ? 'off' : 'on')
      for (const listener of listeners) listener()
    },
    tell: (signal, words) => {
      if (!isOn) return
      sound(signal)
      speak(words, device().language)
    },
  }
}

function isSounding(): boolean {
  return localStorage.getItem(soundKey) !== 'off'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
