// An OpenID provider of a product's kind (oidc-provider) on 127.0.0.1: PORT, address of the service, secret of the client, and what its discovery says of the issuer where that is to be wrong.
// Each line of its input says who is signed in there and how far its clock is off, in seconds: {"person": {"sub": "1", …}, "skew": 0}; it answers each with "ok", and ends with its input.
import { createInterface } from "node:readline";
import { Provider } from "oidc-provider";

const [port, service, secret, foreign] = process.argv.slice(2);
const now = Date.now;
let person = {};
let skew = 0;
Date.now = () => now() + skew * 1000;

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "touchstone", client_secret: secret, token_endpoint_auth_method: "client_secret_post", grant_types: ["authorization_code"], response_types: ["code"],
    redirect_uris: [`${service}account/sso/back`], post_logout_redirect_uris: [`${service}account/sso/left`],
  }],
  cookies: { keys: ["of a test"] },
  claims: { openid: ["sub"], email: ["email"], profile: ["name", "groups"] },
  ttl: { IdToken: 60, AccessToken: 600, AuthorizationCode: 600, Session: 600, Interaction: 600, Grant: 600 },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/enter/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});
provider.use(async (context, next) => {
  // Whoever asks is the person: the provider's own sign-in is not what is tried here.
  if (context.path.startsWith("/enter/")) return provider.interactionFinished(context.req, context.res, { login: { accountId: person.sub } }, { mergeWithLastSubmission: false });
  await next();
  if (foreign && context.path === "/.well-known/openid-configuration") context.body = { ...context.body, issuer: foreign };
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ok"));
createInterface({ input: process.stdin }).on("line", (line) => {
  ({ person, skew = 0 } = JSON.parse(line));
  console.log("ok");
}).on("close", () => process.exit(0));
