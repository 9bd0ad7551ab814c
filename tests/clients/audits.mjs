// The audits of graphql-http, the reference implementation of GraphQL over HTTP, as JSON.
import { serverAudits } from "graphql-http";

const audits = serverAudits({ url: process.argv[2] });
const found = {};
for (const audit of audits) {
  const result = await audit.fn();
  found[audit.id] = { name: audit.name, status: result.status, reason: result.reason ?? null };
}
console.log(JSON.stringify(found));
