/** How a scan sounds: right is one short high tone, wrong two long low ones, so that nobody has to look. */
export type Signal = 'right' | 'wrong'

const tones = {
  right: [{ hertz: 1320, afterMs: 0, forMs: 90 }],
  wrong: [
    { hertz: 220, afterMs: 0, forMs: 220 },
    { hertz: 180, afterMs: 260, forMs: 320 },
  ],
} as const satisfies Record<Signal, readonly { hertz: number; afterMs: number; forMs: number }[]>

let audio: AudioContext | undefined

/** Sounds a signal; a browser that does not let it sound stays silent. */
export function sound(signal: Signal): void {
  audio ??= new AudioContext()
  const { currentTime, destination } = audio
  for (const { hertz, afterMs, forMs } of tones[signal]) {
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    tone.type = signal === 'right' ? 'sine' : 'square'
    tone.frequency.value = hertz
    loudness.gain.value = 0.2
    tone.connect(loudness).connect(destination)
    tone.start(currentTime + afterMs / 1000)
    tone.stop(currentTime + (afterMs + forMs) / 1000)
  }
}

/** Says something aloud in the language of the screens, over what is being said; silent where there is no voice. */
export function speak(text: string, language: string): void {
  if (!('speechSynthesis' in window)) return
  const said = new SpeechSynthesisUtterance(text)
  said.lang = language
  said.rate = 1.2
  speechSynthesis.cancel()
  speechSynthesis.speak(said)
}
