// What the first bytes of a picture say: which kind it is, and how large. Only kinds that every browser shows and that cannot
// hold scripts: so no SVG. Sources: PNG (W3C, 11.2.2 IHDR), JPEG (ITU T.81, B.2.2), WebP (RFC 9649, 2.4 to 2.7).

/** The kinds of pictures that are taken. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp'] as const

/** A picture's kind and its size in pixels. */
export type ImageForm = { mediaType: (typeof imageTypes)[number]; width: number; height: number }

/** What a picture is; undefined for what is none, or is cut off before it says so. */
export function imageFormOf(bytes: Buffer): ImageForm | undefined {
  const form = pngForm(bytes) ?? webpForm(bytes) ?? jpegForm(bytes)
  return form !== undefined && form.width > 0 && form.height > 0 ? form : undefined
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function pngForm(bytes: Buffer): ImageForm | undefined {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(pngStart) || bytes.toString('latin1', 12, 16) !== 'IHDR') return
  return { mediaType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function webpForm(bytes: Buffer): ImageForm | undefined {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    return
  const sized = (width: number, height: number): ImageForm => ({ mediaType: 'image/webp', width, height })
  const kind = bytes.toString('latin1', 12, 16)
  if (kind === 'VP8 ') return sized(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
  if (kind === 'VP8L' && bytes[20] === 0x2f) {
    const packed = bytes.readUInt32LE(21)
    return sized((packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1)
  }
  if (kind === 'VP8X') return sized(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
  return undefined
}

/** Frames whose header has the size: all of SOF0 to SOF15 but DHT, JPG and DAC, which have their numbers among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpegForm(bytes: Buffer): ImageForm | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] as number
    if (isFrame(marker)) {
      return { mediaType: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    }
    // A fill byte stands alone; every other segment says how long it is.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
