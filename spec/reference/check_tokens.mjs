// node check_tokens.mjs FILE: does this implementation agree with the published vectors, presence.json or eddystone.json?
import { readFileSync } from "node:fs";
import * as tokens from "./tokens.mjs";

const { cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));
let wrong = 0;

function presence(input) {
  const window = tokens.windowOf(input.unix);
  const day = tokens.dayOf(window);
  const key = tokens.dayKey(Buffer.from(input.key, "hex"), input.programme, day, input.chain);
  const eid = tokens.eid(key, window);
  const challenge = input.nonce ? tokens.challenge(Buffer.from(input.nonce, "hex"), input.store) : Buffer.alloc(0);
  const proof = tokens.proof(key, window, challenge);
  return {
    day,
    window,
    day_key: key.toString("hex"),
    eid: eid.toString("hex"),
    service_data: tokens.serviceData(input.platform, input.power, eid).toString("hex"),
    challenge: challenge.toString("hex"),
    proof: proof.toString("hex"),
    gatt_token: tokens.gattToken(input.platform, input.power, eid, window, proof).toString("hex"),
    prefix: tokens.programmePrefix(input.programme).toString("hex"),
  };
}

const eddystone = ({ identity_key, exponent, clock }) => ({
  eid: tokens.eddystoneEid(Buffer.from(identity_key, "hex"), exponent, clock).toString("hex"),
});

for (const { id, input, expect } of cases) {
  const found = "identity_key" in input ? eddystone(input) : presence(input);
  for (const [name, value] of Object.entries(expect)) {
    if (found[name] !== value) {
      wrong += 1;
      console.error(`${id}: ${name} is ${found[name]}, expected ${value}`);
    }
  }
}
console.log(`${cases.length} cases, ${wrong} differences`);
process.exitCode = wrong ? 1 : 0;
