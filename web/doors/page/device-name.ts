const browsers = [
  ['WeChat', /MicroMessenger\//],
  ['Edge', /Edg(?:A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|Chromium|CriOS)\//],
  ['Safari', /Version\/.*Safari\//],
] as const
const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh/],
  ['Linux', /Linux|X11/],
] as const

/** What somebody calls the device that sends this: `Firefox, Windows`; what is unknown stands as it came, cut short. */
export function deviceName(userAgent: string): string {
  const browser = browsers.find(([, form]) => form.test(userAgent))?.[0]
  const system = systems.find(([, form]) => form.test(userAgent))?.[0]
  return [browser, system].filter((part) => part !== undefined).join(', ') || userAgent.slice(0, 40) || '?'
}
