// A receiver whom a marketplace keeps to itself: it shows a masked name, phone and street, and gives texts that only its own
// services open, for labels and calls. What it shows is no name or phone of a person: two buyers may look the same.
// What platforms send, as their sellers' interfaces (open platforms) named it in 2024; from memory, to be checked with each
// connector:
//   Taobao, Tmall  receiver_name, receiver_mobile, receiver_address masked, `oaid` for the label; buyer_open_uid
//   JD             the same with its own `oaid`
//   Pinduoduo      receiver_*_mask; receiver_name, receiver_phone, receiver_address encrypted; open_address_id
//   Douyin         mask_post_receiver, mask_post_tel, mask_post_addr; encrypt_post_receiver, encrypt_post_tel, encrypt_detail;
//                  open_address_id, doudian_open_id; a virtual number with an extension, for a time
//   Kuaishou, Xiaohongshu, WeChat shops   the same kinds: an address id, masked texts, encrypted ones
// Province, city and district come in plain everywhere: an order can be sourced and its freight told.
import { z } from 'zod'
import { line } from '../platform/text.ts'
import { contactRegion, phone } from './contact-parts.ts'

/** Marketplaces that keep their buyers' names and phones to themselves. */
export const maskingPlatforms = ['taobao', 'jd', 'pinduoduo', 'douyin', 'kuaishou', 'xiaohongshu', 'wechat'] as const

const sealedText = line(2000)

/** What a platform shows and gives of a receiver. */
export const maskedBody = z.strictObject({
  platform: z.enum(maskingPlatforms),
  token: line(1000).describe('what the platform knows the receiver by: an OAID, an open_address_id; labels pass it on'),
  ciphertexts: z
    .strictObject({
      name: sealedText.exactOptional(),
      phone: sealedText.exactOptional(),
      street: sealedText.exactOptional(),
    })
    .exactOptional()
    .describe('encrypted texts of the platform, where its labels want them beside the token'),
  buyerId: line(200).exactOptional().describe("the platform's own id of the buyer, the same in all their orders"),
  name: line(200).describe('as the platform shows it: 张**'),
  phone: line(32).exactOptional().describe('as the platform shows it: 138****8000'),
  street: line(300).exactOptional().describe('as the platform shows it: **路**号'),
  virtualPhone: phone.exactOptional().describe('a number that reaches the receiver until expiresAt'),
  expiresAt: z.iso.datetime().exactOptional().describe('until when token and virtual number are taken'),
})

/** A masked receiver as it comes in. */
export const maskedContactBody = z.strictObject({
  kind: z.literal('platform_masked'),
  masked: maskedBody,
  ...contactRegion,
})

/** A receiver of whom a platform shows only a masked name and phone. */
export type MaskedContact = z.output<typeof maskedContactBody>
