import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSmtpUrl } from './smtp-url.ts'

test('a mail server is encrypted unless it is on this machine or was asked not to be', () => {
  const cases = {
    'smtp://mail.example.com': { host: 'mail.example.com', port: 587, tls: 'required' },
    'smtp://mail.example.com:25?tls=off': { host: 'mail.example.com', port: 25, tls: 'off' },
    'smtps://mail.example.com/': { host: 'mail.example.com', port: 465, tls: 'implicit' },
    'smtp://127.0.0.1:2525': { host: '127.0.0.1', port: 2525, tls: 'off' },
    'smtp://[::1]:2525': { host: '::1', port: 2525, tls: 'off' },
    'smtp://localhost?tls=required': { host: 'localhost', port: 587, tls: 'required' },
    'smtp://127.0.0.1.example.com': { host: '127.0.0.1.example.com', port: 587, tls: 'required' },
    'smtp://shop%40example.com:p%2Fw%25@mail.example.com': {
      ...{ host: 'mail.example.com', port: 587, tls: 'required', user: 'shop@example.com', password: 'p/w%' },
    },
  }
  for (const [url, server] of Object.entries(cases)) assert.deepEqual(parseSmtpUrl(url), server, url)
})

for (const bad of [
  ...['mail.example.com', 'http://mail.example.com', 'smtp://', 'smtp://host/path', 'smtp://host#part'],
  ...['smtp://host?tls=maybe', 'smtp://host?tls=off&tls=off', 'smtp://host?pool=true', 'smtps://host?tls=off'],
  ...['smtp://:secret@host', 'smtp://user:secret%@host', 'smtp://user:secret@host:99999'],
]) {
  test(`${bad} is refused, and not shown`, () =>
    assert.throws(
      () => parseSmtpUrl(bad),
      (error: Error) => !/secret|host\b(?!:| and)/.test(error.message),
    ))
}
