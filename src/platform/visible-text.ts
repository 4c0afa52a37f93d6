// Text that somebody else gave, shown where characters can do something: move a cursor, clear a screen, turn a line round.

/** Control characters but the end of a line and the tab, and what sets the direction of writing. */
const acting = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** The same with every such character written out, like `\u{1b}`. */
export function visibleText(text: string): string {
  return text.replace(acting, (character) =>
    character === '\n' || character === '\t' ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}
