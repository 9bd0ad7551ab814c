// Prints what GraphQL Code Generator makes: the schema's types and a typed document per operation.
import { readFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as documents from "@graphql-codegen/typed-document-node";
import * as types from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse, validate } from "graphql";

const [schemaFile, operationsFile] = process.argv.slice(2);
const text = readFileSync(schemaFile, "utf-8");
const document = parse(readFileSync(operationsFile, "utf-8"));
const faults = validate(buildSchema(text), document);
if (faults.length) throw new Error(faults.join("\n"));

const scalars = { Date: "string", DateTime: "string", ID: "string" };
const config = { strictScalars: true, scalars, useTypeImports: true };
const made = await codegen({
  filename: "generated.ts",
  schema: parse(text),
  documents: [{ location: operationsFile, document }],
  plugins: [{ types: {} }, { operations: {} }, { documents: {} }],
  pluginMap: { types, operations, documents },
  config,
});
console.log(made);
