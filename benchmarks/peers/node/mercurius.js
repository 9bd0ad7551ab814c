// Mercurius with graphql-jit: node mercurius.js FOLDER PORT
import Fastify from "fastify";
import mercurius from "mercurius";
import { load } from "./catalog.js";
import { resolvers, typeDefs } from "./schema.js";

const [folder, port] = process.argv.slice(2);
const app = Fastify({ logger: false });
// `cache` keeps parsed and validated documents, `jit` compiles one from its second request on.
app.register(mercurius, {
  schema: typeDefs,
  resolvers: resolvers(load(folder)),
  cache: true,
  jit: 1,
});
await app.listen({ host: "127.0.0.1", port: Number(port) });
