/** The numbers in a text of several, as they are pasted from a sheet or a chat: by line, comma or space. Empty if it is one. */
export function severalNumbers(text: string): string[] {
  const parts = text.split(/[\s,，;；、]+/).filter((part) => part !== '')
  const areNumbers = parts.length > 1 && parts.every((part) => /\d/.test(part) && /^[\w-]{4,40}$/.test(part))
  return areNumbers ? [...new Set(parts)] : []
}

/** Whether a command or page fits what was typed: each word of it stands somewhere in its names. */
export function fits(typed: string, names: readonly string[]): boolean {
  const all = names.join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
