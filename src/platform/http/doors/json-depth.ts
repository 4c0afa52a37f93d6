/**
 * Whether JSON text nests deeper than `most`. Looks at each byte once and keeps nothing, so that what nests without end is
 * refused before anything is made of it. Of broken JSON it may say either; the parser refuses it.
 */
export function nestsDeeper(json: Buffer, most: number): boolean {
  // Each level takes two characters.
  if (json.length <= 2 * most) return false
  let depth = 0
  let inText = false
  for (let index = 0; index < json.length; index++) {
    const byte = json[index]
    if (inText) {
      if (byte === backslash) index++
      else if (byte === quote) inText = false
    } else if (byte === quote) inText = true
    else if (byte === openBrace || byte === openBracket) {
      if (++depth > most) return true
    } else if (byte === closeBrace || byte === closeBracket) depth--
  }
  return false
}

// In UTF-8 these bytes are never part of another character.
const [quote, backslash] = [0x22, 0x5c]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]
