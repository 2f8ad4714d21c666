// Rotating presence tokens: reference implementation for app makers. Node 18 or newer; the same derivation works with
// any HMAC-SHA256. Rules and vectors: docs/spec/presence-tokens.md, conformance/vectors/tokens/.
import { createCipheriv, createHash, createHmac } from "node:crypto";

export const WINDOW_SECONDS = 900;
export const VERSION = 1;
export const SERVICE = "9e920001-5916-46cd-99ec-063afa2ba27b";

const hmac = (key, ...parts) => createHmac("sha256", key).update(Buffer.concat(parts)).digest();
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const text = (value) => Buffer.from(value, "utf8");

export const windowOf = (unix) => Math.floor(unix / WINDOW_SECONDS);

export const dayOf = (window) => new Date(window * WINDOW_SECONDS * 1000).toISOString().slice(0, 10);

/** HKDF-SHA256 (RFC 5869), cut to 16 bytes. */
export function dayKey(key, programme, day, chain = "") {
  const info = [text("day"), text(day), ...(chain ? [Buffer.of(0), text(chain)] : [])];
  return hmac(hmac(text(programme), key), ...info, Buffer.of(1)).subarray(0, 16);
}

const packed = (window) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(window);
  return bytes;
};

/** The 8 bytes on air during one window. */
export const eid = (keyOfDay, window) => hmac(keyOfDay, Buffer.of(1), packed(window)).subarray(0, 8);

/** What answers a read; `challenged` is what the box wrote before, or empty. */
export const proof = (keyOfDay, window, challenged = Buffer.alloc(0)) =>
  hmac(keyOfDay, Buffer.of(2), packed(window), challenged).subarray(0, 8);

/** What a box writes: 8 random bytes, and the first 8 of the store id's SHA-256. */
export const challenge = (nonce, store) => Buffer.concat([nonce, sha256(text(store)).subarray(0, 8)]);

/** Power at 1 m, in steps of 4 dB: the exact value would tell phone models apart. */
export const quantisePower = (dbm) => Math.min(Math.max(Math.floor(dbm / 4 + 0.5) * 4, -100), 20);

const head = (platform, power) => Buffer.of((VERSION << 5) | (platform << 3), quantisePower(power) & 0xff);

/** 10 bytes behind the service UUID (Android). */
export const serviceData = (platform, power, eidBytes) => Buffer.concat([head(platform, power), eidBytes]);

/** 20 bytes that answer a read (iPhone). */
export function gattToken(platform, power, eidBytes, window, proofBytes) {
  return Buffer.concat([head(platform, power), eidBytes, packed(window).subarray(2), proofBytes]);
}

/** The fixed half of iBeacon and AltBeacon ids. */
export const programmePrefix = (programme) =>
  sha256(Buffer.concat([text("touchline beacon prefix\0"), text(programme)])).subarray(0, 8);

const aes = (key, block) => createCipheriv("aes-128-ecb", key, null).setAutoPadding(false).update(block);

/** What an Eddystone-EID tag shows while its clock (seconds) reads `clock`; a new id every 2^exponent seconds. */
export function eddystoneEid(identityKey, exponent, clock) {
  const seconds = clock % 2 ** 32;
  const first = Buffer.alloc(16);
  first[11] = 0xff;
  first.writeUInt16BE(Math.floor(seconds / 65536), 14);
  const second = Buffer.alloc(16);
  second[11] = exponent;
  second.writeUInt32BE(seconds - (seconds % 2 ** exponent), 12);
  return aes(aes(identityKey, first), second).subarray(0, 8);
}
