/** How a website's server signs who a visitor is, in languages that servers are written in, without a package of anybody's. */
export const identityExamples: readonly { name: string; code(agentId: string): string }[] = [
  {
    name: "Node",
    code: (agentId) => `import { createHmac } from "node:crypto";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export function chatToken(user) {
  const claims = {
    sub: user.id,
    name: user.name,
    email: user.email,
    aud: "${agentId}",
    exp: Math.floor(Date.now() / 1000) + 300,
  };
  const text = encode({ alg: "HS256", typ: "JWT" }) + "." + encode(claims);
  const signature = createHmac("sha256", process.env.CHAT_SECRET).update(text).digest("base64url");
  return text + "." + signature;
}`,
  },
  {
    name: "PHP",
    code: (agentId) => `function encode(string $bytes): string {
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function chat_token(array $user): string {
    $claims = [
        'sub' => (string) $user['id'],
        'name' => $user['name'],
        'email' => $user['email'],
        'aud' => '${agentId}',
        'exp' => time() + 300,
    ];
    $text = encode(json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . encode(json_encode($claims));
    return $text . '.' . encode(hash_hmac('sha256', $text, getenv('CHAT_SECRET'), true));
}`,
  },
  {
    name: "Python",
    code: (agentId) => `import base64, hashlib, hmac, json, os, time

def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

def chat_token(user):
    claims = {
        "sub": str(user["id"]),
        "name": user["name"],
        "email": user["email"],
        "aud": "${agentId}",
        "exp": int(time.time()) + 300,
    }
    text = encode(json.dumps({"alg": "HS256", "typ": "JWT"}).encode()) + "." + encode(json.dumps(claims).encode())
    signature = hmac.new(os.environ["CHAT_SECRET"].encode(), text.encode(), hashlib.sha256).digest()
    return text + "." + encode(signature)`,
  },
  {
    name: "Ruby",
    code: (agentId) => `require "base64"
require "json"
require "openssl"

def chat_token(user)
  encode = ->(data) { Base64.urlsafe_encode64(data, padding: false) }
  claims = {
    sub: user[:id].to_s,
    name: user[:name],
    email: user[:email],
    aud: "${agentId}",
    exp: Time.now.to_i + 300
  }
  text = "#{encode.(JSON.dump({ alg: "HS256", typ: "JWT" }))}.#{encode.(JSON.dump(claims))}"
  "#{text}.#{encode.(OpenSSL::HMAC.digest("SHA256", ENV.fetch("CHAT_SECRET"), text))}"
end`,
  },
];
