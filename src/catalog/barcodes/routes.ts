import type { App } from '../../platform/http/app.ts'
import { serveCommand, serveQuery } from '../../platform/http/serve.ts'
import { assignBarcodes, setBarcodeSettings } from './assign-barcodes.ts'
import { findBarcodeSettings } from './barcode-store.ts'
import { assignBarcodesContract, getBarcodeSettingsContract, setBarcodeSettingsContract } from './contract.ts'

/** Serves the merchant's own barcodes. */
export function serveBarcodes(app: App): void {
  serveCommand(app, assignBarcodesContract, async (command, input) => ({ items: await assignBarcodes(command, input) }))
  serveQuery(app, getBarcodeSettingsContract, ({ tx }) => findBarcodeSettings(tx))
  serveCommand(app, setBarcodeSettingsContract, (command, input) => setBarcodeSettings(command, input))
}
