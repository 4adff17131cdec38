import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from "node:crypto";
import type { NewPasskey, PasskeyAnswer } from "#features/identity/contract/factors.ts";

export type Authenticator = ReturnType<typeof createAuthenticator>;

type Options = { origin: string; rpId: string };
type Flags = { userVerified?: boolean; counter?: number; origin?: string };

/** An authenticator in software, as a browser speaks for it: one passkey, on the curve P-256, that counts its uses. */
export function createAuthenticator({ origin, rpId }: Options) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let uses = 0;

  function data({ userVerified = true, counter }: Flags, attested: Buffer): Buffer {
    const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? ++uses);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested]);
  }
  const client = (type: string, challenge: string, from = origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const named = { id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key" as const, clientExtensionResults: {} };

  /** By the older standard FIDO U2F, which says of the key in a certificate that it has made this one. */
  function certify(challenge: string, maker: { key: string; cert: string }): Buffer {
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
    const said = Buffer.concat([Buffer.from([0]), sha256(rpId), sha256(client("webauthn.create", challenge)), id, point]);
    const certificate = new X509Certificate(maker.cert).raw;
    return cbor(
      new Map<string, Buffer | Buffer[]>([
        ["sig", sign("sha256", said, maker.key)],
        ["x5c", [certificate]],
      ]),
    );
  }

  return {
    certify,
    /** @param statement of its maker; none, as is asked for, where it is left out */
    create(challenge: string, flags: Flags = {}, format = "none", statement = cbor(new Map())): NewPasskey {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cosePublicKey(publicKey)]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        cbor("fmt"),
        cbor(format),
        cbor("attStmt"),
        statement,
        cbor("authData"),
        cbor(data(flags, attested)),
      ]);
      return {
        ...named,
        response: {
          clientDataJSON: client("webauthn.create", challenge, flags.origin).toString("base64url"),
          attestationObject: attestation.toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    answer(challenge: string, flags: Flags = {}): PasskeyAnswer {
      const clientData = client("webauthn.get", challenge, flags.origin);
      const authenticatorData = data(flags, Buffer.alloc(0));
      const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(clientData)]), privateKey);
      return {
        ...named,
        response: {
          clientDataJSON: clientData.toString("base64url"),
          authenticatorData: authenticatorData.toString("base64url"),
          signature: signature.toString("base64url"),
        },
      };
    },
  };
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();

function cosePublicKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const [type, algorithm, es256] = [1, 3, -7];
  return cbor(
    new Map<number, number | Buffer>([
      [type, 2],
      [algorithm, es256],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]),
  );
}

type Cbor = number | string | Buffer | Cbor[] | Map<number | string, Cbor>;

/** RFC 8949, as far as an authenticator needs it. */
function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

function head(type: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(type << 5) | size]);
  return size < 256 ? Buffer.from([(type << 5) | 24, size]) : Buffer.from([(type << 5) | 25, size >> 8, size & 0xff]);
}
