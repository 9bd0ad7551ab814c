// PostGraphile over PostgreSQL: node postgraphile.js CONNECTION PORT
import { createServer } from "node:http";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const [connectionString, port] = process.argv.slice(2);
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  pgServices: [makePgService({ connectionString, schemas: ["public"], poolConfig: { max: 8 } })],
  grafserv: { graphiql: false, watch: false, websockets: false },
  grafast: { explain: false },
  schema: {
    // Plain lists in the order of the primary key: no cursors and counts that nobody asks for.
    defaultBehavior: "-connection +list -insert -update -delete",
    pgOmitListSuffix: true,
  },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(port), "127.0.0.1");
