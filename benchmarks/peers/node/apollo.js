// Apollo Server on Fastify, its fastest integration: node apollo.js FOLDER PORT
import { ApolloServer } from "@apollo/server";
import fastifyApollo from "@as-integrations/fastify";
import Fastify from "fastify";
import { load } from "./catalog.js";
import { resolvers, typeDefs } from "./schema.js";

const [folder, port] = process.argv.slice(2);
// Parsed and validated documents are kept in Apollo's document store, which is there by default.
const apollo = new ApolloServer({ typeDefs, resolvers: resolvers(load(folder)) });
await apollo.start();
const app = Fastify({ logger: false });
await app.register(fastifyApollo(apollo), { path: "/graphql" });
await app.listen({ host: "127.0.0.1", port: Number(port) });
