// The pages that the command box leads to, beside those of the menu. Pure.

/** Sheets to print: they are nothing without what was chosen for them. */
const sheets: readonly string[] = ['/products/labels', '/stock/labels', '/warehouse/print']

/** Whether somebody can go to a page from anywhere: it needs nothing that stands in its address. */
export function canGoTo(path: string): boolean {
  return !path.includes('$') && !sheets.includes(path)
}

/** The key of a page's name: `/settings/dead-letters` has `page_settings_dead_letters`. */
export function pageWord(path: string): string {
  return `page${path.replaceAll(/[/-]/g, '_')}`
}
