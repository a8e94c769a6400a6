// What a request costs at least: Apollo on Fastify, as they come, with one field that is a constant. No token, no database.
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import fastify from 'fastify';

const apollo = new ApolloServer({
  typeDefs: 'type Query { hello: String }',
  resolvers: { Query: { hello: () => 'world' } },
});
await apollo.start();
const app = fastify();
await app.register(fastifyApollo(apollo));
await app.listen({ port: Number(process.env['PORT']) });
