/** How a website's server signs who a visitor is, with nothing but what each language comes with. */
export const signExamples = (agentId: string): readonly { value: "node" | "php" | "python" | "ruby"; code: string }[] => [
  {
    value: "node",
    code: `import { createHmac } from "node:crypto";

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

function identityOf(user) {
  const exp = Math.floor(Date.now() / 1000) + 300;
  const claims = { sub: String(user.id), name: user.name, email: user.email, aud: "${agentId}", exp };
  const text = part({ alg: "HS256", typ: "JWT" }) + "." + part(claims);
  return text + "." + createHmac("sha256", process.env.BOTCADENCE_SECRET).update(text).digest("base64url");
}`,
  },
  {
    value: "php",
    code: `function identityOf($user) {
  $part = fn($text) => rtrim(strtr(base64_encode($text), "+/", "-_"), "=");
  $claims = ["sub" => (string) $user->id, "name" => $user->name, "email" => $user->email,
    "aud" => "${agentId}", "exp" => time() + 300];
  $text = $part(json_encode(["alg" => "HS256", "typ" => "JWT"])) . "." . $part(json_encode($claims));
  return $text . "." . $part(hash_hmac("sha256", $text, getenv("BOTCADENCE_SECRET"), true));
}`,
  },
  {
    value: "python",
    code: `import base64, hashlib, hmac, json, os, time

def identity_of(user):
    part = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=")
    claims = {"sub": str(user.id), "name": user.name, "email": user.email,
              "aud": "${agentId}", "exp": int(time.time()) + 300}
    text = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode()) + b"." + part(json.dumps(claims).encode())
    signature = hmac.new(os.environ["BOTCADENCE_SECRET"].encode(), text, hashlib.sha256).digest()
    return (text + b"." + part(signature)).decode()`,
  },
  {
    value: "ruby",
    code: `require "base64"
require "json"
require "openssl"

def identity_of(user)
  part = ->(data) { Base64.urlsafe_encode64(data, padding: false) }
  claims = { sub: user.id.to_s, name: user.name, email: user.email,
             aud: "${agentId}", exp: Time.now.to_i + 300 }
  text = part.(JSON.generate(alg: "HS256", typ: "JWT")) + "." + part.(JSON.generate(claims))
  text + "." + part.(OpenSSL::HMAC.digest("SHA256", ENV.fetch("BOTCADENCE_SECRET"), text))
end`,
  },
];
