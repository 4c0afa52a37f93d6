import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Left to itself the library would fetch this from a network of others.
prepareZXingModule({ overrides: { locateFile: () => wasmAddress } })

/** Reads the barcodes in a picture: those on goods and on parcels, in one or two dimensions. */
export async function readCodes(picture: ImageData): Promise<string[]> {
  const found = await readBarcodes(picture, { tryHarder: true, maxNumberOfSymbols: 4 })
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}
