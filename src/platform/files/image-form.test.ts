import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { samplePictures } from '../../../test/support/pictures.ts'
import { imageFormOf } from './image-form.ts'

describe('the form of a picture', () => {
  for (const [name, { bytes, form }] of Object.entries(samplePictures)) {
    it(`is read from ${name}`, () => assert.deepEqual(imageFormOf(bytes), form))

    it(`is not read from ${name} that is cut off`, () => {
      for (let length = 0; length < 20; length++) assert.equal(imageFormOf(bytes.subarray(0, length)), undefined)
    })
  }

  it('is not that of an SVG, a GIF, a page or a text', () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a\x01\0\x01\0', '<!doctype html>', '']) {
      assert.equal(imageFormOf(Buffer.from(`${text}${' '.repeat(50)}`)), undefined)
    }
  })

  it('is never read beyond the end, whatever a file says of its lengths', () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, ...Array(40).fill(0)])
    assert.equal(imageFormOf(jpeg), undefined)
    const endless = Buffer.from([0xff, 0xd8, ...Array(40).fill(0xff)])
    assert.equal(imageFormOf(endless), undefined)
  })
})
